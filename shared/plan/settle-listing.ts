import type { NameRow, StandingSet } from '../ledger/rows.ts';
import type { RecordSet } from '../records/record-set.ts';
import { canonical, recordSetKey } from '../records/same-record-set.ts';

/** Longer than any sender lives: what an attempt of that age did, it has done. */
const SENDER_LIFE = 60 * 60 * 1000;

export interface Settled {
  readonly row: NameRow;
  /** What stands at the name and is not ours. */
  readonly foreign: readonly RecordSet[];
}

/**
 * Takes a read of the name into the row. Ours is a value that the row lists as standing or sent, and nothing else is,
 * however alike. A sent value is forgotten only by a read that began an hour after it was announced, and only after
 * that read has said what stands.
 */
export function settleListing(
  row: NameRow,
  listing: { readonly sets: readonly RecordSet[]; readonly at: number },
): Settled {
  const ours = new Map<string, StandingSet>();
  const created = row.sent.filter(({ removed }) => removed !== true);
  for (const { set, lb } of [...created, ...row.standing]) ours.set(canonical(set), { set, lb });
  const standing = listing.sets.flatMap((set) => ours.get(canonical(set)) ?? []);
  return {
    row: {
      ...row,
      standing: sortSets(standing),
      sent: row.sent.filter(({ at }) => listing.at - at < SENDER_LIFE),
      doubt: false,
    },
    foreign: listing.sets.filter((set) => !ours.has(canonical(set))),
  };
}

/** One order, so that equal rows are written equal. */
export function sortSets(sets: readonly StandingSet[]): StandingSet[] {
  return [...sets].sort((a, b) => (recordSetKey(a.set) < recordSetKey(b.set) ? -1 : 1));
}
