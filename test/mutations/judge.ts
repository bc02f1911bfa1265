import type { Mutation } from './mutation.ts';
import type { Ended } from './run-history.ts';

/** What came of one mutation. */
export interface Judged {
  readonly mutation: Mutation;
  readonly isCaught: boolean;
  /** By what, or why not. */
  readonly told: string;
}

/** A program that does not even run was not broken on purpose. */
const UNMEANT = /ReferenceError|SyntaxError|is not a function/;

/**
 * Whether the history of a mutation caught it: it passes on the program as it is, and fails on the broken one for
 * something that it expects.
 */
export function judge(mutation: Mutation, asItIs: Ended | undefined, broken: readonly Ended[]): Judged {
  const { file, test } = mutation.history;
  const told = (why: string): Judged => ({ mutation, isCaught: false, told: why });
  if (asItIs === undefined) return told(`there is no test ${JSON.stringify(test)} in test/${file}`);
  if (!asItIs.passed) return told(`its history fails on the program as it is: ${asItIs.why}`);
  const ended = broken.find(({ name }) => name === test);
  if (ended === undefined) return told('its history did not run on the broken program');
  if (ended.passed) return told(`its history passes on the broken program: ${test} (test/${file})`);
  if (UNMEANT.test(ended.why)) return told(`the broken program does not run: ${ended.why}`);
  return { mutation, isCaught: true, told: `${test} (test/${file}): ${ended.why.slice(0, 200)}` };
}
