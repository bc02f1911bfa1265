import { describe, expect, it } from 'vitest';
import { handle } from '../../functions/sync/handle.ts';
import type { Message } from '../../functions/sync/messages.ts';
import { NewerLedger } from '../../shared/errors.ts';
import { encodeHint, HINT_VERSION } from '../../shared/events/hint-message.ts';
import { SCHEMA } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { createV2, tagV2 } from '../stage/actions.ts';
import { drain } from '../stage/drain.ts';
import { operate } from '../stage/operate.ts';
import { CALLER, createStage, type Stage, TABLE } from '../stage/stage.ts';
import { lightSweep, sweep } from '../stage/sweep.ts';
import { itemOf, putItem, putNewer } from './put-row.ts';

/** Two settled load balancers, and of both a new name to publish and an old one to withdraw. */
async function settledAndChanged() {
  const stage = createStage();
  const one = await createV2(stage, 'one', 'one.example.com old-one.example.com');
  const two = await createV2(stage, 'two', 'two.example.com old-two.example.com');
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  await tagV2(stage, one, { 'signpost/hostname': 'one.example.com new-one.example.com' });
  await tagV2(stage, two, { 'signpost/hostname': 'two.example.com new-two.example.com' });
  stage.queue.splice(0);
  return { stage, one, two };
}

const CAUSE = { event: 'AddTags', eventId: 'e', at: '2026-01-01T00:00:00Z' };

/** One invocation of the deployed handler's code with these messages. */
async function receive(stage: Stage, bodies: readonly string[]) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const dead: string[] = [];
  const messages = bodies.map((body, index): Message => {
    const id = `m${index}`;
    return { messageId: id, receiptHandle: id, body, queuedAt: stage.clock.now(), receives: 1 };
  });
  const back = {
    later: async () => undefined,
    deadLetter: async ({ body }: { readonly body: string }) => {
      dead.push(body);
    },
  };
  const log = { warn: (message: string, line: object) => lines.push({ message, ...line }) };
  const context = { region: CALLER.region, settings: stage.settings };
  const failed = await handle(messages, stage.ports, back, stage.run, context, log);
  return { back: failed.map(({ body }) => body), lines, dead };
}

const hintOf = (arn: string) =>
  encodeHint({ kind: 'load-balancer', id: arn as LoadBalancerId, cause: CAUSE });

const snapshot = ({ dynamodb, route53 }: Stage) =>
  structuredClone({
    rows: dynamodb.items(TABLE),
    changes: route53.calls['ChangeResourceRecordSets'],
  });

describe('an older version that meets a row of a newer one', () => {
  it.each<[string, (arn: string) => string]>([
    ['of the load balancer', (arn) => `lb#${arn}`],
    ['of a name that it has', () => 'name#ZPUBLIC#one.example.com'],
    ['of a name that it asks for', () => 'name#ZPUBLIC#new-one.example.com'],
    ['of a name that it asks for no more', () => 'name#ZPUBLIC#old-one.example.com'],
    ['of the zone', () => 'zone#ZPUBLIC'],
    ['of the quota', () => `quota#${CALLER.account}`],
    ['of the freezes', () => 'freezes'],
  ])('%s: writes nothing, says which row and what to do; no hint is lost', async (_, pkOf) => {
    const { stage, one, two } = await settledAndChanged();
    const pk = pkOf(one.arn);
    const known = itemOf(stage, pk);
    await putNewer(stage, pk);
    const before = snapshot(stage);
    const bodies = [hintOf(one.arn), hintOf(two.arn)];

    const { back, lines, dead } = await receive(stage, bodies);
    expect(snapshot(stage), 'ledger and Route 53').toEqual(before);
    expect(back.toSorted(), 'all of the run come back').toEqual(bodies.toSorted());
    expect(dead).toEqual([]);
    for (const line of lines) {
      expect(line).toMatchObject({ message: 'hint comes back', error: NewerLedger.name });
      expect(line['reason']).toContain(
        `Ledger row ${pk} has schema ${SCHEMA + 1}, this version knows ${SCHEMA} at most`,
      );
      expect(line['reason']).toContain('deploy the version that wrote it, or a later one');
    }
    expect(lines).toHaveLength(2);

    // The later version is there again: here, that its row is one that this code knows.
    if (known) await putItem(stage, known);
    else stage.dynamodb.tables.get(TABLE)?.items.delete(pk);
    expect((await receive(stage, bodies)).back).toEqual([]);
    expect(itemOf(stage, 'name#ZPUBLIC#new-one.example.com')).toMatchObject({ standing: [{}] });
    expect(itemOf(stage, 'name#ZPUBLIC#new-two.example.com')).toMatchObject({ standing: [{}] });
  });

  it('goes on with what no newer row is met for', async () => {
    const { stage, one, two } = await settledAndChanged();
    await putNewer(stage, 'name#ZPUBLIC#one.example.com');
    const { back } = await receive(stage, [hintOf(two.arn)]);
    expect(back).toEqual([]);
    expect(itemOf(stage, 'name#ZPUBLIC#new-two.example.com')).toMatchObject({ standing: [{}] });
    expect((await receive(stage, [hintOf(one.arn)])).back).toHaveLength(1);
  });

  it('the sweep: hints the Region, counts and writes nothing, and says which row', async () => {
    const { stage, one, two } = await settledAndChanged();
    const pk = 'name#ZPUBLIC#one.example.com';
    await putNewer(stage, pk);
    const before = snapshot(stage);
    await expect(sweep(stage)).rejects.toThrow(`Ledger row ${pk} has schema ${SCHEMA + 1}`);
    expect(snapshot(stage)).toEqual(before);
    const hinted = stage.queue.map(({ hint }) => (hint.kind === 'load-balancer' ? hint.id : hint.host));
    expect(hinted.toSorted()).toEqual([one.arn, two.arn].toSorted());
  });

  it('the light sweep: sends nothing, and says which row', async () => {
    const { stage, one } = await settledAndChanged();
    await putNewer(stage, `lb#${one.arn}`);
    const before = snapshot(stage);
    await expect(lightSweep(stage)).rejects.toThrow(`lb#${one.arn} has schema ${SCHEMA + 1}`);
    expect(snapshot(stage)).toEqual(before);
    expect(stage.queue).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['status', { command: 'status' }, 'name#ZPUBLIC#one.example.com'],
    ['status of the name', { command: 'status', name: 'one.example.com' }, 'name#ZPUBLIC#one.example.com'],
    ['freeze', { command: 'freeze', scope: 'stack', reason: 'r', minutes: 5 }, 'freezes'],
    [
      'approve',
      { command: 'approve', zone: 'ZPUBLIC', kind: 'removals', names: 1, reason: 'r' },
      'zone#ZPUBLIC',
    ],
  ])('operate, %s: does nothing and says which row', async (_, payload, pk) => {
    const { stage } = await settledAndChanged();
    await putNewer(stage, pk);
    const before = snapshot(stage);
    await expect(operate(stage, payload)).rejects.toThrow(`Ledger row ${pk} has schema ${SCHEMA + 1}`);
    expect(snapshot(stage)).toEqual(before);
  });
});

it('a row that no version wrote so: nothing is written, and the log says what is wrong', async () => {
  const { stage, one } = await settledAndChanged();
  const pk = 'name#ZPUBLIC#one.example.com';
  await putItem(stage, { ...itemOf(stage, pk), standing: 'nothing' });
  const before = snapshot(stage);
  const { lines, back } = await receive(stage, [hintOf(one.arn)]);
  expect(snapshot(stage)).toEqual(before);
  expect(back).toHaveLength(1);
  expect(lines[0]?.['reason']).toContain(
    `Ledger row ${pk} cannot be read: standing is "nothing", expected a list`,
  );
});

it('a message of a newer version goes back to the queue, and holds up no other', async () => {
  const { stage, one, two } = await settledAndChanged();
  const newer = JSON.stringify({ signpost: HINT_VERSION + 1, look: one.arn });
  const { back, lines, dead } = await receive(stage, [newer, hintOf(two.arn)]);
  expect(back).toEqual([newer]);
  expect(dead).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.['reason']).toContain(
    `The hint has version ${HINT_VERSION + 1}, this version of Signpost reads ${HINT_VERSION} at most`,
  );
  expect(itemOf(stage, 'name#ZPUBLIC#new-two.example.com')).toMatchObject({ standing: [{}] });
});
