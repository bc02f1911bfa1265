import { describe, expect, it } from 'vitest';
import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  foreign,
  plainA,
  putBehindV2,
  tagV2,
  untagV2,
} from '../../stage/actions.ts';
import { drain } from '../../stage/drain.ts';
import { operate } from '../../stage/operate.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOUR = 3_600_000;
const START = '2026-01-01T00:00:00Z';

/** What a zone went through. Each ends quiet, swept and settled. */
const HISTORIES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'a name that came, moved and went': async (stage) => {
    const web = await createV2(stage, 'web', 'a.example.com');
    await later(stage);
    await tagV2(stage, web, { 'signpost/hostname': 'b.example.com' });
    await later(stage);
    await untagV2(stage, web);
    await later(stage);
  },
  'a load balancer that was deleted, and made again under its name': async (stage) => {
    await createClassic(stage, 'web', 'a.example.com');
    await later(stage);
    await deleteClassic(stage, { arn: 'web', dnsName: '' });
    await later(stage);
    await createClassic(stage, 'web', 'b.example.com');
    await later(stage);
  },
  'a name that went from one load balancer to the next, and the next': async (stage) => {
    const first = await createV2(stage, 'first', 'a.example.com');
    await later(stage);
    const second = await createV2(stage, 'second', 'a.example.com');
    await putBehindV2(stage, second);
    await later(stage);
    await deleteV2(stage, first);
    await later(stage);
    const third = await createV2(stage, 'third', 'a.example.com');
    await putBehindV2(stage, third);
    await deleteV2(stage, second);
    await later(stage);
  },
  'a name that somebody else took meanwhile': async (stage) => {
    const web = await createV2(stage, 'web', 'a.example.com');
    await later(stage);
    await deleteV2(stage, web);
    await later(stage);
    await foreign(stage, 'CREATE', plainA('a.example.com'));
    await createV2(stage, 'other', 'a.example.com c.example.com');
    await later(stage);
  },
  'sets side by side of which one went': async (stage) => {
    const routed = (id: string) => ({ 'signpost/set-identifier': id, 'signpost/weight': '10' });
    await createV2(stage, 'blue', 'a.example.com', { tags: routed('blue') });
    const green = await createV2(stage, 'green', 'a.example.com', { tags: routed('green') });
    await later(stage);
    await deleteV2(stage, green);
    await later(stage);
  },
};

async function later(stage: Stage): Promise<void> {
  await drain(stage);
  stage.clock.advance(2 * HOUR);
  await sweep(stage);
  await drain(stage);
}

const replay = async (stage: Stage) => {
  stage.clock.advance(1_000);
  const to = new Date(stage.clock.now()).toISOString();
  await operate(stage, { command: 'replay', from: START, to });
};

/** Messages of a standard queue come in any order; the same for the same number. */
function shuffle(stage: Stage, seed: number): void {
  for (let at = stage.queue.length - 1, chance = seed; at > 0; at -= 1) {
    chance = (chance * 48_271) % 2_147_483_647;
    const other = chance % (at + 1);
    stage.queue.splice(at, 1, ...stage.queue.splice(other, 1, stage.queue[at]!));
  }
}

describe.each(Object.entries(HISTORIES))('after %s', (_, live) => {
  it.each([
    ['once, all of it', 1, [0]],
    ['three times, shuffled', 3, [11, 12, 13]],
    ['three times at once, shuffled', 3, [17]],
  ])('a replay %s changes nothing, and asks Route 53 nothing', async (_told, times, seeds) => {
    const stage = createStage();
    await live(stage);
    const [zone, calls, decisions] = [
      zoneContents(stage),
      { ...stage.route53.calls },
      stage.decisions.length,
    ];
    const rows = rowsOf(stage);
    for (const seed of seeds) {
      for (let count = 0; count < times / seeds.length; count += 1) await replay(stage);
      expect(stage.queue.length).toBeGreaterThan(0);
      if (seed > 0) shuffle(stage, seed);
      await drain(stage);
    }
    expect(zoneContents(stage)).toEqual(zone);
    expect(stage.route53.calls).toEqual(calls);
    expect(rowsOf(stage)).toEqual(rows);
    expect(stage.decisions.slice(decisions)).toEqual([]);
  });
});

it('a replay brings what was lost, and tells by which replay it came', async () => {
  const stage = createStage();
  await createV2(stage, 'web', 'a.example.com');
  stage.queue.splice(0);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({});
  stage.clock.advance(HOUR);
  await operate(stage, { command: 'replay', from: START, to: '2026-01-01T01:00:00Z' });
  await drain(stage);
  expect(Object.keys(zoneContents(stage))).toEqual(['a.example.com A']);
  const cause = {
    event: 'CreateLoadBalancer',
    via: 'replay',
    replay: 'signpost-us-east-1-events-20260101T010000',
  };
  expect(stage.decisions.at(-1)).toMatchObject({ outcome: 'published', cause });
  expect(nameRow(stage, 'a.example.com')?.transitions[0]).toMatchObject({ cause });
});

it('a replay over a name that moved on meanwhile ends in what is true now', async () => {
  const stage = createStage();
  const web = await createV2(stage, 'web', 'a.example.com');
  await drain(stage);
  stage.clock.advance(HOUR);
  // Nobody heard of these yet when the old events come again.
  await tagV2(stage, web, { 'signpost/hostname': 'b.example.com' });
  await createV2(stage, 'next', 'a.example.com');
  stage.queue.splice(0);
  await operate(stage, { command: 'replay', from: START, to: '2026-01-01T01:00:00Z' });
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  expect(zoneContents(stage)).toEqual({
    'a.example.com A': expect.stringMatching(/^next-/),
    'b.example.com A': expect.stringMatching(/^web-/),
  });
});

function rowsOf(stage: Stage) {
  return stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
}
