import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { Shared } from './share-name.ts';
import { isSameSlot, slotOf } from './slot.ts';

/**
 * Who waits is tried when the other goes; the hopeless and the barred stay out of the way until the other has what it asks for. But who
 * would come before the other is not to be tried for ever: it keeps what it was refused or held back for.
 */
export function whatIsLeft(
  pending: ReadonlyMap<LoadBalancerId, Pending>,
  standing: readonly StandingSet[],
  contestWith: (known: ReadonlyMap<LoadBalancerId, Pending>) => Shared,
): ReadonlyMap<LoadBalancerId, Pending> {
  const { waiting, hopeless, barred, early } = contestWith(pending);
  const left = new Map(pending);
  for (const [claim, { behind }] of waiting) {
    if (!pending.has(claim.lb) || early.has(claim)) continue;
    if ((hopeless.has(claim) || barred.has(claim)) && !hasItsSlot(behind, standing)) continue;
    const others = new Map(pending);
    others.delete(claim.lb);
    const then = contestWith(others);
    if (then.waiting.has(claim) && !then.early.has(claim)) left.delete(claim.lb);
  }
  return left;
}

function hasItsSlot({ lb, records }: LiveClaim, standing: readonly StandingSet[]): boolean {
  return standing.some((entry) => entry.lb === lb && isSameSlot(slotOf([entry.set]), slotOf(records)));
}
