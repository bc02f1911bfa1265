import type { NameRow, StandingSet } from '../ledger/rows.ts';
import type { LiveClaim } from './merge-claims.ts';
import { rankClaims } from './rank-claims.ts';
import { type Shared, shareName } from './share-name.ts';
import { type Slot, slotOf } from './slot.ts';

/** Who holds the name, while these sets stand. Who may have nothing of what it asks for keeps nobody else from it. */
export function contest(claims: readonly LiveClaim[], row: Pick<NameRow, 'standing' | 'holders'>): Shared {
  const able = claims.filter(({ records }) => records.length > 0);
  const slots = new Map(able.map((claim) => [claim.lb, contendedSlot(claim, row.standing)]));
  const slotFor = (claim: LiveClaim): Slot => slots.get(claim.lb) ?? slotOf(claim.records);
  const shared = shareName(rankClaims(able, row, slotFor), row.standing, slotFor);
  return { ...shared, shutOut: claims.filter(({ records }) => records.length === 0) };
}

/** The slot that it asks for; or, where a look missed it and nothing may be written for it, the one it stands in. */
function contendedSlot({ lb, records, missing }: LiveClaim, standing: readonly StandingSet[]): Slot {
  const own = standing.filter((entry) => entry.lb === lb).map(({ set }) => set);
  return slotOf(missing !== undefined && own.length > 0 ? own : records);
}
