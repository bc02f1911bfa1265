import { expect, it } from 'vitest';
import type { QuotaSettings } from '../../../shared/settings.ts';
import { chanceOf } from '../../simulation/chance.ts';
import { playStorm, type Storm } from '../../stage/storm/play-storm.ts';

/** As by default. */
const SHARE: QuotaSettings = {
  requests: { perSecond: 4, burst: 20 },
  changes: { perSecond: 40, burst: 400 },
};
const WITHOUT: QuotaSettings = {
  requests: { perSecond: 1000, burst: 100_000 },
  changes: { perSecond: 1000, burst: 100_000 },
};
const seed = Number(process.env['SEED'] ?? 1);

const over = ({ windows }: Storm) =>
  windows.filter(({ most, bound }) => most > bound).map(({ kind, window }) => `${kind} in ${window} s`);

/** Every record stands, nothing is in doubt, nothing has been given up. */
function expectDone({ records, wanted, unsettled, receives, deadLetters }: Storm): void {
  expect(deadLetters).toEqual([]);
  for (const [host, dnsName] of wanted)
    for (const type of ['A', 'AAAA']) expect(records.get(`${host}. ${type}`), host).toBe(`${dnsName}.`);
  expect(records.size).toBe(2 * wanted.size);
  expect(unsettled).toEqual([]);
  expect(receives).toBeLessThan(10);
}

it('two stacks in one account keep to the sum of their shares in every window', async () => {
  const storm = await playStorm(chanceOf(seed), SHARE, SHARE, []);
  console.log(`A storm of 2,000 changes in each of two stacks:\n${storm.told}`);
  expect(over(storm)).toEqual([]);
  expectDone(storm);
  expect(storm.deaths).toEqual([]);
  expect(storm.refused.filter((error) => error.includes('Rate exceeded'))).toEqual([]);
});

it('and so they do with invocations killed between booking and sending, and in the midst of sending', async () => {
  const kills = ['booked', 'sending', 'booked', 'sending'] as const;
  const storm = await playStorm(chanceOf(seed), SHARE, SHARE, kills);
  console.log(`With invocations killed, whose hints come back 12 minutes later:\n${storm.told}`);
  expect(over(storm)).toEqual([]);
  expectDone(storm);
  expect([...storm.deaths].sort()).toEqual([...kills, ...kills].sort());
});

it('which could be seen otherwise: without a quota the same storm goes over', async () => {
  const storm = await playStorm(chanceOf(seed), WITHOUT, SHARE, []);
  console.log(`Without a quota:\n${storm.told}`);
  expect(over(storm)).toEqual(
    expect.arrayContaining(['changes in 1 s', 'changes in 5 s', 'changes in 30 s']),
  );
  expectDone(storm);
});
