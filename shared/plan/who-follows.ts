import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import type { LiveClaim } from './merge-claims.ts';
import { candidates } from './rank-claims.ts';

export interface WaitedFor {
  readonly holder: LoadBalancerId;
  readonly claimants: readonly LoadBalancerId[];
}

/** Load balancers that this run did not look at and whose own run has something to do here. */
export function whoFollows(
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
  standing: readonly StandingSet[],
  pending: Pending | undefined,
): LoadBalancerId[] {
  if (top === undefined) {
    // An owner whose claim is leaving has its second look coming; one without a claim does not know of the record.
    const known = new Set(claims.map(({ lb }) => lb));
    return [...new Set(standing.map(({ lb }) => lb))].filter((lb) => !known.has(lb));
  }
  if (top.observed || pending !== undefined) return [];
  const own = standing.filter(({ lb }) => lb === top.lb).map(({ set }) => set);
  return sameRecordSets(own, top.records) ? [] : [top.lb];
}

/** The holder that a claimant of this run waits for: its end may have been an event that got lost. */
export function whoIsWaitedFor(
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
): WaitedFor | undefined {
  if (top === undefined || top.observed) return undefined;
  const claimants = candidates(claims).filter((claim) => claim.observed);
  return claimants.length === 0 ? undefined : { holder: top.lb, claimants: claimants.map(({ lb }) => lb) };
}
