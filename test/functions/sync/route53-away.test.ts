import { expect, it } from 'vitest';
import { HINT_RECEIVES } from '../../../shared/events/receives.ts';
import type { QuotaSettings } from '../../../shared/settings.ts';
import { chanceOf } from '../../simulation/chance.ts';
import { type Away, playOutage } from '../../stage/storm/play-outage.ts';

/** As by default. */
const QUOTA: QuotaSettings = {
  requests: { perSecond: 4, burst: 20 },
  changes: { perSecond: 40, burst: 400 },
};
const HOURS = 12;

it.each<Away>(['hangs', 'refuses'])(
  'twelve hours in which Route 53 %s: nothing is given up, and its return is no storm',
  async (away) => {
    const outage = await playOutage(chanceOf(1), QUOTA, { hours: HOURS, away, crowd: 3, every: 240 });
    console.log(outage.told);
    expect(outage.deadLetters).toEqual([]);
    // With room to spare.
    expect(outage.receives).toBeLessThan(HINT_RECEIVES / 1.25);
    expect(outage.missing).toEqual([]);
    expect(outage.unsettled).toEqual([]);
    // Within the quarter of an hour that a message waits at the most, and a minute to do it.
    expect(outage.doneAfter).toBeLessThan(16);
    expect(outage.throttled).toEqual([]);
    for (const { kind, window, most, bound } of outage.windows)
      expect(most, `${kind} in ${window} s`).toBeLessThanOrEqual(bound);
    expect(outage.requests.at(-1)).toBeLessThan(500);
  },
);
