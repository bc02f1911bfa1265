import { expect, it } from 'vitest';
import { live } from '../../simulation/live.ts';
import { emptyTally, neverHappened } from '../../simulation/tally.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 300);
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
/** Fewer need not bring about everything. */
const ENOUGH = 300;

/** `SEED=… HISTORIES=1` repeats one history. */
it(`${HISTORIES} random histories end with every name where it belongs`, {
  timeout: 60_000 + 1_000 * HISTORIES,
}, async () => {
  const tally = emptyTally();
  const wrong: string[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed += 1)
    await live(seed, tally).catch((cause: unknown) => {
      const told = cause instanceof Error ? cause.message : String(cause);
      wrong.push(`SEED=${seed} HISTORIES=1: ${told.slice(0, 500)}`);
    });
  console.log(JSON.stringify(tally));
  expect(wrong.join('\n')).toBe('');
  expect(tally['left away'], 'sets that left away who could have been looked at').toBe(0);
  if (HISTORIES < ENOUGH) return;
  expect(neverHappened(tally), 'what never happened').toEqual([]);
});
