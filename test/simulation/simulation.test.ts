import { expect, it } from 'vitest';
import { runHistories } from './run.ts';
import { neverHappened, toldTally } from './tally.ts';

const RUNS = 500;

it(`${RUNS} random histories end with every name where it belongs`, { timeout: 300_000 }, async () => {
  const { violations, tally } = await runHistories({ runs: RUNS, seed: 1 });
  console.log(toldTally(tally));
  const told = violations.map(
    ({ seed, message, history }) => `seed ${seed}: ${message}\n  npm run simulate -- --history '${history}'`,
  );
  expect(told.join('\n')).toBe('');
  expect(tally['left away'], 'sets that left away who could have been looked at').toBe(0);
  expect(neverHappened(tally), 'what never happened').toEqual([]);
});
