import type { NameRow, Pending } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { admit, type Foreign } from './admit.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';

type PendingOf = ReadonlyMap<LoadBalancerId, Pending>;

/**
 * What was refused before and still is, of claims that ask for the same. A read has it tried again: for those that this
 * run looked at, and, where the name itself is asked about, for all; unless it finds somebody's record in their way.
 */
export function stillRefused(
  { listing, hinted }: NameInput,
  { standing }: NameRow,
  claims: readonly LiveClaim[],
  foreign: Foreign,
): PendingOf {
  const refused = new Map<LoadBalancerId, Pending>();
  for (const { lb, pending, records, missing, observed } of claims) {
    if (pending?.outcome !== 'refused' || missing || !sameRecordSets(pending.wanted, records)) continue;
    if (listing === undefined) refused.set(lb, pending);
    else if (!observed) {
      const others = standing.filter((entry) => entry.lb !== lb);
      const target = [...others, ...pending.wanted.map((set) => ({ set, lb }))];
      const still = admit(standing, target, foreign).refused.get(lb);
      // What Route 53 refuses only a try can tell, and tries must not call for one another without end.
      const known = still ?? (hinted === true ? undefined : pending);
      if (known) refused.set(lb, known);
    }
  }
  return refused;
}

/** What is refused, and what was held back before of claims that this run has nothing to say about. */
export function keepPending(
  { listing, policy }: NameInput,
  claims: readonly LiveClaim[],
  sharing: readonly LiveClaim[],
  decided: ReadonlySet<LiveClaim>,
): PendingOf {
  const kept = new Map<LoadBalancerId, Pending>();
  for (const claim of claims) {
    const { lb, pending, refusal } = claim;
    if (refusal) kept.set(lb, refusal);
    if (refusal || pending === undefined || decided.has(claim) || !isAbout(pending, claim, sharing)) continue;
    if (listing === undefined || (pending.outcome === 'held back' && policy === 'plan'))
      kept.set(lb, pending);
  }
  return kept;
}

/** Still what the claim is about: its records, while it is to hold the name, or their end. */
function isAbout(pending: Pending, claim: LiveClaim, sharing: readonly LiveClaim[]): boolean {
  const wanted = sharing.includes(claim) ? claim.records : [];
  return (sharing.includes(claim) || claim.missing !== undefined) && sameRecordSets(pending.wanted, wanted);
}
