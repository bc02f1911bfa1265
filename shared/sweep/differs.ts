import { isDeepStrictEqual } from 'node:util';
import type { Delegation } from '../ledger/delegations.ts';
import type { NameRow } from '../ledger/rows.ts';
import type { Foreign } from '../plan/admit.ts';
import { without } from '../plan/difference.ts';
import { refusalOf } from '../plan/keep-pending.ts';
import { TOO_LARGE } from '../plan/may-change.ts';
import { settleListing } from '../plan/settle-listing.ts';
import type { Listing } from '../route53/list-record-sets.ts';

/** A name as the zone has it. */
export interface InZone {
  readonly listing: Listing;
  /** As it was known before this read, and as it is. */
  readonly delegation: { readonly known: Delegation | undefined; readonly now: Delegation | undefined };
}

/**
 * Whether zone and ledger disagree about a name that nobody doubts: what should stand is not there or is another, what
 * refused a claim has changed, or the name came under a delegation or from under it. The name is then for `sync` to read.
 */
export function differs(row: NameRow, { listing, delegation }: InZone): boolean {
  const settled = settleListing(row, { listing, delegation: delegation.now });
  const { standing } = settled.row;
  return (
    without(row.standing, standing).length > 0 ||
    without(standing, row.standing).length > 0 ||
    !isDeepStrictEqual(delegation.known, delegation.now) ||
    hasOtherRefusals(row, settled.foreign)
  );
}

/** A refusal that several claims share tells what is in the way of each: still in its own way is enough. */
function hasOtherRefusals({ claims, standing }: NameRow, foreign: Foreign): boolean {
  return Object.values(claims).some(({ lb, pending }) => {
    if (pending?.outcome !== 'refused' || pending.reason === TOO_LARGE) return false;
    const now = refusalOf(lb, pending, standing, foreign);
    return now === undefined || !pending.reason.includes(now.reason);
  });
}
