import type { Hint } from '../events/hint.ts';
import type { HintToSend } from '../events/write-hints.ts';

/** So many hints a second are no storm; more of them are spread, over a minute at the longest. */
const A_SECOND = 100;
const LONGEST = 60;

/**
 * Spreads hints evenly over time, so that events that come meanwhile need not wait behind all of them.
 * @param first seconds before the first of them.
 */
export function spread(hints: readonly Hint[], first = 0): readonly HintToSend[] {
  const seconds = Math.min(LONGEST, Math.floor(hints.length / A_SECOND));
  return hints.map((hint, index) => {
    const delaySeconds = first + Math.floor((index * (seconds + 1)) / hints.length);
    return delaySeconds === 0 ? { hint } : { hint, delaySeconds };
  });
}
