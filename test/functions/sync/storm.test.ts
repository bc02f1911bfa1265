import { expect, it } from 'vitest';
import type { QuotaSettings } from '../../../shared/settings.ts';
import { chanceOf } from '../../stage/history/chance.ts';
import { playStorm } from '../../stage/storm/play-storm.ts';

const SHARE: QuotaSettings = {
  requests: { perSecond: 4, burst: 20 },
  changes: { perSecond: 40, burst: 400 },
};
const seed = Number(process.env['SEED'] ?? 1);

it('two stacks in one account keep to the sum of their shares in every window, whoever is killed', async () => {
  const storm = await playStorm(chanceOf(seed), SHARE, ['booked', 'booked', 'sending', 'sending']);
  console.log(storm.told);
  for (const { most, bound, window, kind } of storm.windows)
    expect(most, `${kind} in ${window} s`).toBeLessThanOrEqual(bound);
});
