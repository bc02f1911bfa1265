import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/settings.ts';
import { createV2, deleteV2, setAddressType, tagV2, untagV2 } from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { callsOfSync, sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

type Made = Awaited<ReturnType<typeof createV2>>;

interface Deed {
  readonly told: string;
  readonly before?: (stage: Stage, web: Made) => Promise<unknown>;
  readonly act: (stage: Stage, web: Made) => Promise<unknown>;
  /** Which policies carry it out. The others hold it back, with their name in the reason. */
  readonly by: readonly Policy[];
  /** What then stands of the name, of web unless told otherwise. */
  readonly stands: readonly string[];
}

const WEB = 'web.example.com';
const routed = (weight: string) => ({ 'signpost/weight': weight, 'signpost/set-identifier': 'blue' });

/** Each upon a name that stands, of an IPv4 load balancer unless something else is done before. */
const DEEDS: readonly Deed[] = [
  {
    told: 'a further type is created',
    act: (stage, web) => setAddressType(stage, web, 'dualstack'),
    by: ['create-only', 'upsert-only', 'sync'],
    stands: [`${WEB} A`, `${WEB} AAAA`],
  },
  {
    told: 'a value changes',
    act: (stage, web) => tagV2(stage, web, { 'signpost/evaluate-target-health': 'false' }),
    by: ['upsert-only', 'sync'],
    stands: [`${WEB} A`],
  },
  {
    told: 'a name changes its shape',
    act: (stage, web) => tagV2(stage, web, routed('1')),
    by: ['upsert-only', 'sync'],
    stands: [`${WEB} A blue`],
  },
  {
    told: 'a name is no longer asked for',
    act: (stage, web) => untagV2(stage, web),
    by: ['sync'],
    stands: [],
  },
  {
    told: 'a load balancer is gone',
    act: (stage, web) => deleteV2(stage, web),
    by: ['sync'],
    stands: [],
  },
  {
    told: 'one type goes, the other stays as it is',
    before: (stage, web) => setAddressType(stage, web, 'dualstack'),
    act: (stage, web) => setAddressType(stage, web, 'ipv4'),
    by: ['sync'],
    stands: [`${WEB} A`],
  },
];

const settled = async (stage: Stage) => {
  for (let time = 0; time < 2; time += 1) {
    await drain(stage);
    stage.clock.advance(30 * 60_000);
    await sweep(stage);
  }
  await drain(stage);
};
const sentBy = (stage: Stage) =>
  stage.route53.changes.flatMap(({ changes }) => changes.map(({ Action }) => Action));

describe.each<Policy>(['plan', 'create-only', 'upsert-only', 'sync'])('policy %s', (policy) => {
  it.each(DEEDS)('$told', async ({ before: prepare, act, by, stands }) => {
    const stage = createStage();
    const web = await createV2(stage, 'web', WEB);
    await drain(stage);
    await prepare?.(stage, web);
    await drain(stage);
    stage.settings.policy = policy;
    const before = zoneContents(stage);
    const batches = stage.route53.changes.length;
    await act(stage, web);
    await settled(stage);

    const sent = sentBy({
      ...stage,
      route53: { ...stage.route53, changes: stage.route53.changes.slice(batches) },
    });
    const row = nameRow(stage, WEB);
    if (by.includes(policy)) {
      expect(Object.keys(zoneContents(stage))).toEqual(stands);
      expect(sent).not.toEqual([]);
    } else {
      const [claim] = Object.values(row?.claims ?? {});
      expect(claim).toMatchObject({ outcome: 'held back', pending: { by: policy } });
      expect(claim?.reason).toContain(`policy is ${policy}`);
      expect(row).toMatchObject({ sent: [], doubt: false });
      for (const [key, value] of Object.entries(before)) expect(zoneContents(stage)[key]).toEqual(value);
    }
    if (policy === 'plan') expect(sent).toEqual([]);
    if (policy === 'create-only') expect(sent).not.toContain('DELETE');
    expect(sent).not.toContain('UPSERT');

    const calls = callsOfSync(stage);
    await settled(stage);
    expect(callsOfSync(stage), 'a second run').toEqual(calls);

    // What was held back follows once the policy lets it.
    stage.settings.policy = 'sync';
    await settled(stage);
    expect(Object.keys(zoneContents(stage))).toEqual(stands);
  });

  it('a handover', async () => {
    const stage = createStage();
    const web = await createV2(stage, 'web', WEB);
    await drain(stage);
    stage.clock.advance(1000);
    const next = await createV2(stage, 'next', WEB);
    await drain(stage);
    stage.settings.policy = policy;
    await deleteV2(stage, web);
    await settled(stage);
    const [expected] = policy === 'sync' || policy === 'upsert-only' ? [next] : [web];
    expect(zoneContents(stage)).toEqual({ [`${WEB} A`]: expected.dnsName });
  });
});
