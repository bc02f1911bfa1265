import { isDeepStrictEqual } from 'node:util';

/** Throws what is told unless it is so. Telling costs nothing while it is. */
export function hold(isSo: boolean, told: () => string): asserts isSo {
  if (!isSo) throw new Error(told());
}

/** Throws both unless they are the same, value by value. */
export function holdSame(found: unknown, expected: unknown, told: () => string): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`${told()}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}
