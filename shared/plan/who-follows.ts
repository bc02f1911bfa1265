import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { dueAt, type LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { isAwaited } from './rank-claims.ts';
import { type Shared, successorOf } from './share-name.ts';
import { toBeLookedAt } from './takeover.ts';

export interface WaitedFor {
  readonly holder: LoadBalancerId;
  readonly claimants: readonly LoadBalancerId[];
}

/** Load balancers whose own run has something to do here: this one did not look at them, or made their claim possible. */
export function whoFollows(
  claims: readonly LiveClaim[],
  { sharing: decided }: Shared,
  next: Shared,
  standing: readonly StandingSet[],
  pending: ReadonlyMap<LoadBalancerId, Pending>,
  takeOver: NameInput,
): LoadBalancerId[] {
  const { now, withdrawAfter } = takeOver;
  // An owner without a claim does not know of the record.
  const known = new Set(claims.map(({ lb }) => lb));
  const unknown = standing.map(({ lb }) => lb).filter((lb) => !known.has(lb));
  const unwritten = next.sharing.filter((claim) => {
    // One that a look missed has its second look coming, whatever of its wishes stands.
    if (claim.missing || claim.stays === true || pending.has(claim.lb)) return false;
    if (claim.observed && decided.includes(claim)) return false;
    const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
    return !sameRecordSets(own, claim.records);
  });
  // One that is leaving has its second look coming; where that one left the record to a successor, and there is none
  // any more, it needs another.
  const awaited = claims.some((claim) => isAwaited(claim, now));
  const overdue = claims.filter(
    (claim) =>
      claim.missing?.final === true &&
      !claim.observed &&
      !pending.has(claim.lb) &&
      dueAt(claim.missing, withdrawAfter) <= now &&
      !awaited &&
      successorOf(claim, next, standing, now) === undefined,
  );
  // Whom its cluster has to judge first is hinted by the end of a survey.
  const early = toBeLookedAt(next, takeOver).filter(
    ({ lb, missing, stays, observed, ready, hindrance }) =>
      !(missing || stays || pending.has(lb) || hindrance !== undefined || (observed && !ready)),
  );
  return [...new Set([...unknown, ...[...unwritten, ...overdue, ...early].map(({ lb }) => lb)])];
}

/** The holders that claimants of this run wait for: their end may have been an event that got lost. */
export function whoIsWaitedFor({ waiting }: Shared): WaitedFor[] {
  const claimants = new Map<LoadBalancerId, LoadBalancerId[]>();
  for (const [claim, { behind }] of waiting)
    if (claim.observed && !behind.observed)
      claimants.set(behind.lb, [...(claimants.get(behind.lb) ?? []), claim.lb]);
  return [...claimants].map(([holder, those]) => ({ holder, claimants: those }));
}
