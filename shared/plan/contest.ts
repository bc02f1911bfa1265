import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import type { LiveClaim } from './merge-claims.ts';
import { rankClaims } from './rank-claims.ts';
import { type Shared, shareName } from './share-name.ts';
import { type Slot, slotOf } from './slot.ts';

/** Who holds the name, while these sets stand and this much of what claims ask for is refused. */
export function contest(
  claims: readonly LiveClaim[],
  row: Pick<NameRow, 'standing' | 'holders'>,
  pendingOf: (claim: LiveClaim) => Pending | undefined,
): Shared {
  const slots = new Map(
    claims.map((claim) => [claim.lb, contendedSlot(claim, row.standing, pendingOf(claim))]),
  );
  const slotFor = (claim: LiveClaim): Slot => slots.get(claim.lb) ?? slotOf(claim.records);
  return shareName(rankClaims(claims, row, slotFor), row.standing, slotFor);
}

/** The slot that it asks for; or, while it cannot be written, because that is refused or a look missed it, the one it stands in. */
function contendedSlot(
  { lb, records, missing }: LiveClaim,
  standing: readonly StandingSet[],
  pending: Pending | undefined,
): Slot {
  const own = standing.filter((entry) => entry.lb === lb).map(({ set }) => set);
  const isRefused = pending?.outcome === 'refused' && sameRecordSets(pending.wanted, records);
  return slotOf((isRefused || missing !== undefined) && own.length > 0 ? own : records);
}
