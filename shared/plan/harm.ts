import type { StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/** What the brake counts: a line that has a set of the name no more. */
export type Harm = 'removal' | 'retarget';

/**
 * What a change takes from a line: `retarget` where another line gets the name or a set of it instead, `removal` where
 * nobody does. A load balancer that its own line replaces, or that changes its own records, has lost nothing.
 */
export function harmOf(
  before: readonly StandingSet[],
  after: readonly StandingSet[],
  lineOf: (lb: LoadBalancerId) => string,
): Harm | undefined {
  const had = linesOf(before);
  const has = linesOf(after);
  if ([...had].every((line) => has.has(line))) return undefined;
  return [...has].some((line) => !had.has(line)) ? 'retarget' : 'removal';

  function linesOf(sets: readonly StandingSet[]): ReadonlySet<string> {
    return new Set(sets.map(({ lb }) => lineOf(lb)));
  }
}
