import { describe, expect, it } from 'vitest';
import type { QuotaRow } from '../../../shared/ledger/quota-row.ts';
import { createV2, foreign, plainA, tagV2 } from '../../stage/actions.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { operate } from '../../stage/operate.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';
import { HOST, lookAt, losesEvents } from './seen.ts';

/** What a second run must leave as it is: what Route 53 was asked, and what the ledger says of names and zones. */
function asItIs(stage: Stage) {
  const rows = stage.dynamodb.items('ledger').filter(({ pk }) => !/^(lb|quota)#/.test(String(pk)));
  return { rows: structuredClone(rows), calls: callsOfSync(stage) };
}

async function looksAgain(stage: Stage, web: { readonly arn: string }, minutes = 5): Promise<void> {
  losesEvents(stage);
  stage.clock.advance(minutes * 60_000);
  lookAt(stage, web);
  await drain(stage, instrument(stage.ports), 60_000);
}

describe('a further look, where nothing changed', () => {
  it.each<[string, (stage: Stage) => Promise<{ readonly arn: string }>, string]>([
    ['published', async (stage) => createV2(stage, 'web', HOST), 'published'],
    [
      'refused for somebody’s record',
      async (stage) => {
        await foreign(stage, 'CREATE', plainA(HOST));
        return createV2(stage, 'web', HOST);
      },
      'refused',
    ],
    [
      'waiting behind another',
      async (stage) => {
        await createV2(stage, 'old', HOST);
        await drain(stage);
        return createV2(stage, 'web', HOST);
      },
      'waiting',
    ],
    [
      'held back by the policy',
      async (stage) => {
        stage.settings.policy = 'plan';
        return createV2(stage, 'web', HOST);
      },
      'held back',
    ],
    [
      'held back by a freeze',
      async (stage) => {
        await operate(stage, { command: 'freeze', scope: 'stack', minutes: 600, reason: 'migration' });
        return createV2(stage, 'web', HOST);
      },
      'held back',
    ],
  ])(
    'a name that is %s: Route 53 is not called, and no row of a name is written',
    async (_, make, outcome) => {
      const stage = createStage();
      const web = await make(stage);
      await drain(stage, instrument(stage.ports), 60_000);
      expect(nameRow(stage, HOST)?.claims[`${web.arn}|`]).toMatchObject({ outcome });
      const before = asItIs(stage);
      await looksAgain(stage, web);
      expect(asItIs(stage)).toEqual(before);
    },
  );

  it('a name in quarantine: the same, until its pause is over', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', HOST);
    const applyChanges = async () => ({ kind: 'refused', message: 'Something is wrong' }) as const;
    await drain(stage, instrument({ ...stage.ports, applyChanges }));
    expect(nameRow(stage, HOST)?.claims[`${web.arn}|`]).toMatchObject({ outcome: 'quarantined' });
    const before = asItIs(stage);
    await looksAgain(stage, web);
    expect(asItIs(stage)).toEqual(before);
  });

  it('a sweep over a settled world: the same', async () => {
    const stage = createStage();
    await createV2(stage, 'web', HOST);
    await drain(stage);
    stage.clock.advance(5 * 60_000);
    await sweep(stage);
    await drain(stage);
    const before = asItIs(stage);
    await sweep(stage);
    await drain(stage);
    expect(asItIs(stage)).toEqual(before);
  });
});

describe('the share of the quota', () => {
  const SHARE = { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } };
  const row = (stage: Stage) =>
    stage.dynamodb.items('ledger').find(({ pk }) => String(pk).startsWith('quota#')) as QuotaRow | undefined;

  it('is taken from for what is sent: two requests, a read and a batch of one change', async () => {
    const stage = createStage({ quota: SHARE });
    await createV2(stage, 'web', HOST);
    await invoke(stage, instrument(stage.ports));
    expect(row(stage)).toMatchObject({
      requests: { tokens: 20 - 12 - 2 },
      changes: { tokens: 400 - 120 - 1 },
    });
  });

  it('has no tokens: nothing is announced', async () => {
    const stage = createStage({ quota: SHARE });
    const web = await createV2(stage, 'web', HOST);
    await drain(stage);
    const until = { tokens: 0, at: stage.clock.now() + 60_000 };
    const known = row(stage);
    if (known === undefined) throw new Error('tokens were taken');
    const next = { ...known, requests: until, changes: until, rev: 'others' };
    await stage.ports.writeRows([{ kind: 'quota', row: next, ifVersion: known.rev }]);
    await tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' });
    const before = nameRow(stage, HOST);
    await invoke(stage, instrument(stage.ports));
    expect(nameRow(stage, HOST)).toEqual(before);
    expect(stage.queue).toHaveLength(1);
    await drain(stage);
    const [a] = stage.route53.records('ZPUBLIC').filter(({ Type }) => Type === 'A');
    expect(a?.AliasTarget).toMatchObject({ EvaluateTargetHealth: false });
    expect(zoneContents(stage)).toEqual({ [`${HOST} A`]: web.dnsName });
  });
});
