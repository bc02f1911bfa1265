import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import {
  addsKind,
  admit,
  type Difference,
  describeDifference,
  difference,
  isEmpty,
  isStillPending,
} from './admit.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';

export const NOTHING: Difference = { deletes: [], creates: [] };
const NOBODY: LoadBalancerId = 'classic/';

export interface Admitted {
  readonly target: readonly StandingSet[];
  readonly changes: Difference;
  readonly pending: Pending | undefined;
}

/** What of the target may be sent now. `read`: it depends on what stands at the name. */
export function mayChange(
  input: NameInput,
  row: NameRow,
  target: readonly StandingSet[],
  foreign: readonly RecordSet[],
  unseen: Pending | undefined,
): Admitted | 'read' {
  const wanted = difference(row.standing, target);
  const stay = { target: row.standing, changes: NOTHING };
  if (input.listing === undefined) {
    if (isEmpty(wanted)) return { target, changes: NOTHING, pending: unseen };
    if (isStillPending(row.pending, target, input.policy)) return { ...stay, pending: row.pending };
    if (row.pending?.outcome === 'refused' || addsKind(row.standing, wanted)) return 'read';
  }
  const admitted = admit(row, target, foreign);
  const changes = difference(row.standing, admitted.target);
  if (isEmpty(changes))
    return { ...admitted, changes, pending: admitted.refused ?? stillPending(input, row, foreign, unseen) };
  const refusal = input.refusal;
  if (refusal && isSame(refusal.changes, changes)) {
    const reason = `Route 53 refuses it: ${refusal.message}`;
    return { ...stay, pending: { wanted: target.map(({ set }) => set), outcome: 'refused', reason } };
  }
  if (input.policy === 'plan') {
    const reason = `policy is plan, nothing is written; it would ${describeDifference(changes)}`;
    return { ...stay, pending: { wanted: target.map(({ set }) => set), outcome: 'held back', reason } };
  }
  return { target: admitted.target, changes, pending: admitted.refused };
}

/** What is pending for a load balancer that this run did not look at: then it has nothing to say about it. */
export function pendingUnseen(
  { pending, standing }: NameRow,
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
): Pending | undefined {
  if (pending === undefined) return undefined;
  if (top !== undefined)
    return !top.observed && sameRecordSets(pending.wanted, top.records) ? pending : undefined;
  const observed = new Set(claims.filter((claim) => claim.observed).map(({ lb }) => lb));
  return standing.some(({ lb }) => !observed.has(lb)) ? pending : undefined;
}

/** A read of the name by itself: what was refused stays refused while somebody's record is in its way. */
function stillPending(
  { policy }: NameInput,
  row: NameRow,
  foreign: readonly RecordSet[],
  unseen: Pending | undefined,
): Pending | undefined {
  if (unseen?.outcome !== 'refused') return policy === 'plan' ? unseen : undefined;
  // Whose it is makes no difference to what stands in its way.
  const wanted = unseen.wanted.map((set) => ({ set, lb: NOBODY }));
  return admit(row, wanted, foreign).refused;
}

function isSame(a: Difference, b: Difference): boolean {
  return sameRecordSets(a.deletes, b.deletes) && sameRecordSets(a.creates, b.creates);
}
