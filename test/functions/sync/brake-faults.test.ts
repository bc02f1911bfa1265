import { afterAll, expect, it } from 'vitest';
import { createV2, deleteV2 } from '../../stage/actions.ts';
import { approve, departures, mostWithin, zoneRow } from '../../stage/brakes.ts';
import { drain } from '../../stage/drain.ts';
import { FAULTS, type Fault, instrument } from '../../stage/faults.ts';
import { createStage } from '../../stage/stage.ts';
import { sweep } from '../../stage/sweep.ts';
import { zoneContents } from '../../stage/zone-contents.ts';

const host = (index: number) => `n${index}.example.com`;
const hosts = (...indexes: number[]) => indexes.map(host);
const LIMIT = 1;

const told: string[] = [];
afterAll(() => console.log(told.join('\n')));

/** Three names go one after the other, of which one may; then one more may. */
async function play(fault?: Fault) {
  const stage = createStage({
    brake: { window: 3600, removals: { names: LIMIT, percent: 0 }, retargets: { names: 0, percent: 0 } },
  });
  const made = [];
  for (let index = 0; index < 4; index += 1) made.push(await createV2(stage, `lb-${index}`, host(index)));
  await drain(stage);
  const instrumented = instrument(stage.ports, fault);
  for (const each of made.slice(0, 3)) {
    await deleteV2(stage, each);
    await drain(stage, instrumented);
  }
  await sweep(stage);
  await drain(stage, instrumented);
  const within = departures(stage);
  const counted = Object.keys(zoneRow(stage).removals.names);
  const alarms = stage.brakes.length;
  await approve(stage, 'removal', 1);
  await drain(stage, instrumented);
  await sweep(stage);
  await drain(stage, instrumented);
  return { stage, instrumented, within, counted, alarms, left: departures(stage) };
}

it('counts no more and no less, whatever port call fails or kills', { timeout: 300_000 }, async () => {
  const points = (await play()).instrumented.calls.length;
  let played = 0;
  let alarmsTwice = 0;
  for (let call = 1; call <= points; call += 1)
    for (const kind of FAULTS) {
      const at = `${kind} at port call ${call} of ${points}`;
      const { stage, within, counted, alarms, left } = await play({ call, kind });
      expect(
        within.map((each) => each.host),
        at,
      ).toEqual(hosts(0));
      expect(mostWithin(within, 3_600_000), at).toBe(LIMIT);
      expect(counted, at).toEqual(hosts(0));
      expect(alarms, at).toBeGreaterThanOrEqual(1);
      expect(alarms, at).toBeLessThanOrEqual(2);
      expect(left, at).toHaveLength(2);
      expect(Object.keys(zoneContents(stage)), at).toEqual(hosts(2, 3).map((each) => `${each} A`));
      expect(zoneRow(stage).removals, at).toMatchObject({ over: { names: 2, limit: 1 } });
      if (alarms === 2) alarmsTwice += 1;
      played += 1;
    }
  expect(played).toBe(points * FAULTS.length);
  told.push(
    `the brake: ${points} port calls, ${played} runs with a fault, the limit kept in all; told twice in ${alarmsTwice}`,
  );
});
