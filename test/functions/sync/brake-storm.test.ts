import { afterAll, expect, it } from 'vitest';
import { createV2, deleteV2 } from '../../stage/actions.ts';
import { approve, departures, mostWithin, zoneRow } from '../../stage/brakes.ts';
import { drain, invoke } from '../../stage/drain.ts';
import { instrument } from '../../stage/faults.ts';
import { nameRow } from '../../stage/rows.ts';
import { createStage, type Stage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const HOUR = 3_600_000;
const NAMES = 1_000;
const LIMIT = 100;
const host = (index: number) => `n${index}.example.com`;

const told: string[] = [];
afterAll(() => console.log(told.join('\n')));

/** So many names, held since more than an hour, and counted by the sweep. */
async function settled(names: number) {
  const stage = createStage();
  const made = [];
  for (let index = 0; index < names; index += 1) made.push(await createV2(stage, `lb-${index}`, host(index)));
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  stage.clock.advance(HOUR + 60_000);
  return { stage, made };
}

/** Time goes by in steps of ten seconds, the sweep comes every half an hour. */
async function pass(stage: Stage, seconds: number): Promise<void> {
  const end = stage.clock.now() + 1000 * seconds;
  while (stage.clock.now() < end) {
    const before = stage.clock.now();
    stage.clock.advance(10_000);
    if (Math.floor(before / (HOUR / 2)) !== Math.floor(stage.clock.now() / (HOUR / 2))) await sweep(stage);
    await invoke(stage, instrument(stage.ports));
  }
}

it('1,000 load balancers deleted one by one: 100 names leave, and as many more as are approved', {
  timeout: 300_000,
}, async () => {
  const { stage, made } = await settled(NAMES);
  for (const each of made) {
    await deleteV2(stage, each);
    await pass(stage, 10);
  }
  await pass(stage, 7200);
  const before = departures(stage);
  const kept = Object.keys(zoneContents(stage)).length;
  expect(mostWithin(before, HOUR)).toBeLessThanOrEqual(LIMIT);
  expect(before).toHaveLength(LIMIT);
  expect(kept).toBe(NAMES - LIMIT);
  expect(stage.brakes).toMatchObject([
    { zoneId: 'ZPUBLIC', kind: 'removals', names: LIMIT + 1, limit: LIMIT },
  ]);
  expect(nameRow(stage, host(NAMES - 1))?.claims[`${made.at(-1)?.arn}|`]).toMatchObject({
    outcome: 'held back',
    reason: expect.stringMatching(
      /^the brake of zone ZPUBLIC is on since 2026-\S+: 101 removals within an hour, limit 100; approve with operate; it would DELETE A alias/,
    ),
  });
  told.push(
    `deleted one by one: ${before.length} of ${NAMES} left, ${kept} are there, told ${stage.brakes.length} time`,
  );

  const again = Array.from({ length: 50 }, (_, index) => LIMIT + 10 * index);
  for (const index of again) await createV2(stage, `next-${index}`, host(index));
  await pass(stage, 600);
  await approve(stage, 'removal', 300);
  await pass(stage, 3 * 3600);
  const after = departures(stage).slice(before.length);
  const contents = zoneContents(stage);
  expect(after).toHaveLength(300);
  for (const index of again) expect(contents[`${host(index)} A`]).toContain('next-');
  expect(Object.keys(contents)).toHaveLength(NAMES - LIMIT - 300);
  expect(stage.brakes).toHaveLength(2);
  told.push(
    `300 more approved: ${after.length} more left, none of the ${again.length} that were claimed again`,
  );
  expect(Object.keys(zoneRow(stage).removals.names)).toHaveLength(300);
});

it('in one batch: none leaves', { timeout: 120_000 }, async () => {
  const { stage, made } = await settled(NAMES);
  for (const each of made) await deleteV2(stage, each);
  await drain(stage);
  await sweep(stage);
  await drain(stage);
  expect(departures(stage)).toEqual([]);
  expect(Object.keys(zoneContents(stage))).toHaveLength(NAMES);
  expect(stage.brakes).toMatchObject([{ kind: 'removals', names: NAMES, limit: LIMIT }]);
  told.push(
    `deleted in one batch: ${departures(stage).length} of ${NAMES} left, told ${stage.brakes.length} time`,
  );
});
