import type { NameRow, StandingSet } from '../ledger/rows.ts';
import { canonical, recordSetKey } from '../records/same-record-set.ts';
import type { Foreign } from './admit.ts';
import type { NameInput } from './name-input.ts';

/** Longer than any sender lives: what an attempt of that age did, it has done. */
const SENDER_LIFE = 60 * 60 * 1000;

export interface Settled {
  readonly row: NameRow;
  readonly foreign: Foreign;
}

/**
 * Takes a read of the name into the row, if there was one. Ours is a value that the row lists as standing or sent, and nothing else is,
 * however alike. A sent value is forgotten only by a read that began an hour after it was announced, and only after
 * that read has said what stands.
 */
export function settleListing(
  row: NameRow,
  { listing, delegation }: Pick<NameInput, 'listing' | 'delegation'>,
): Settled {
  if (listing === undefined) return { row, foreign: { sets: [], otherTypes: [] } };
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
    foreign: {
      sets: listing.sets.filter((set) => !ours.has(canonical(set))),
      otherTypes: listing.otherTypes,
      delegation,
    },
  };
}

/** One order, so that equal rows are written equal. */
export function sortSets(sets: readonly StandingSet[]): StandingSet[] {
  return [...sets].sort((a, b) => (recordSetKey(a.set) < recordSetKey(b.set) ? -1 : 1));
}
