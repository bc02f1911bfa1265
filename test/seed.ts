import fc from 'fast-check';

/**
 * Properties draw from the same seed in every run of `npm test`, so that what passed passes again, and what fails does so
 * for everybody. `SEED=… npx vitest run …` looks elsewhere; the simulation and the fuzzing have seeds of their own.
 */
export const SEED = Number(process.env['SEED'] ?? 20_260_101);

fc.configureGlobal({ seed: SEED });
