import type { NameRow, Pending } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { type Admitted, admit, type Foreign } from './admit.ts';
import { without } from './difference.ts';
import { isStillShut } from './gates.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { isInQuarantine } from './quarantine.ts';
import type { Shared } from './share-name.ts';
import { clashOf, slotOf } from './slot.ts';

/**
 * What was refused or held back before, of claims that this run has nothing to say about, by load balancer. A hint by
 * name can end a refusal, so that it is tried again, unless the read finds somebody's record in its way.
 */
export function keepPending(
  input: NameInput,
  row: NameRow,
  claims: readonly LiveClaim[],
  shared: Shared,
  decided: ReadonlySet<LiveClaim>,
  foreign: Foreign,
): ReadonlyMap<LoadBalancerId, Pending> {
  const kept = new Map<LoadBalancerId, Pending>();
  for (const claim of claims) {
    if (claim.pending === undefined || decided.has(claim) || !isAbout(claim.pending, claim, shared)) continue;
    const pending =
      input.listing === undefined
        ? claim.pending
        : afterRead(claim, claim.pending, input, row, foreign, shared.sharing.includes(claim));
    if (pending) kept.set(claim.lb, pending);
  }
  return kept;
}

/** Still what the claim is about: its records, while it is to hold the name, or their end. */
function isAbout(pending: Pending, claim: LiveClaim, { sharing, hopeless, barred, early }: Shared): boolean {
  // Whether one is ready only its own run can say: until then what kept it from taking over still does.
  const isUnknown = early.has(claim) && !claim.observed;
  const isAsking = sharing.includes(claim) || hopeless.has(claim) || barred.has(claim) || isUnknown;
  const wanted = isAsking ? claim.records : [];
  return (isAsking || claim.missing !== undefined) && sameRecordSets(pending.wanted, wanted);
}

function afterRead(
  { lb }: LiveClaim,
  pending: Pending,
  { gates, hinted, retry, now }: NameInput,
  { standing }: NameRow,
  foreign: Foreign,
  isSharing: boolean,
): Pending | undefined {
  if (isInQuarantine(pending, now) && retry !== true) return pending;
  if (pending.outcome === 'held back') return isStillShut(gates, pending) ? pending : undefined;
  const admitted = admitWanted(lb, pending, standing, foreign);
  const refused = admitted.refused.get(lb);
  // What Route 53 refuses only a try can tell, and tries must not call for one another without end.
  if (refused === undefined) return hinted === true ? undefined : pending;
  // The rest of it could be had and is not there: an attempt failed, and its own run is to try it again.
  const isLeftOut = without(admitted.target, standing).some((entry) => entry.lb === lb);
  return isSharing && isLeftOut ? undefined : refused;
}

/** What stands in the way of a change that was considered before, if anything still does. */
export function refusalOf(
  lb: LoadBalancerId,
  pending: Pending,
  standing: NameRow['standing'],
  foreign: Foreign,
): Pending | undefined {
  return admitWanted(lb, pending, standing, foreign).refused.get(lb);
}

function admitWanted(
  lb: LoadBalancerId,
  { wanted }: Pending,
  standing: NameRow['standing'],
  foreign: Foreign,
): Admitted {
  const slot = slotOf(wanted);
  // It would take the place of whoever cannot stand beside it: where it may not, they stay, and what they keep out of it.
  const others = standing.filter(
    ({ lb: other, set }) => other !== lb && clashOf(slot, slotOf([set])) === undefined,
  );
  return admit(standing, [...others, ...wanted.map((set) => ({ set, lb }))], foreign);
}
