import { afterAll, describe, expect, it } from 'vitest';
import { SEED } from '../seed.ts';
import { problemsOf, tell } from './target.ts';
import { TARGETS } from './targets.ts';

const RUNS = Number(process.env['FUZZ'] ?? 3_000);

const told: string[] = [];
afterAll(() => console.log([`fuzz, seed ${SEED}`, ...told].join('\n')));

describe(`whatever others write, seed ${SEED}`, () => {
  it.each(TARGETS)(
    '$name: taken or refused with a reason, never a crash',
    { timeout: 300_000 },
    async ({ fuzz }) => {
      const fuzzed = await fuzz(RUNS, SEED);
      told.push(tell(fuzzed));
      expect(problemsOf(fuzzed)).toEqual([]);
    },
  );
});
