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
  const ranked = rankClaims(claims, row, slotFor);
  const owners = new Set(row.standing.map(({ lb }) => lb));
  const hopeless = ranked.filter((claim) => {
    const pending = pendingOf(claim);
    return pending?.own === true && isRefused(claim, pending) && !owners.has(claim.lb);
  });
  const hopeful = ranked.filter((claim) => !hopeless.includes(claim));
  const shared = shareName([...hopeful, ...hopeless], row.standing, slotFor);
  return { ...shared, hopeless: new Set(hopeless), slotFor };
}

function isRefused({ records }: LiveClaim, pending: Pending | undefined): boolean {
  return pending?.outcome === 'refused' && sameRecordSets(pending.wanted, records);
}

/** The slot that it asks for; or, while it cannot be written, because that is refused or a look missed it, the one it stands in. */
function contendedSlot(
  claim: LiveClaim,
  standing: readonly StandingSet[],
  pending: Pending | undefined,
): Slot {
  const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
  const isBound = isRefused(claim, pending) || claim.missing !== undefined;
  return slotOf(isBound && own.length > 0 ? own : claim.records);
}
