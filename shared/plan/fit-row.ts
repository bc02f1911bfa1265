import type { NameKey } from '../ledger/rows.ts';
import { NAMES_PER_LOAD_BALANCER } from '../names/wishes.ts';
import type { Ask } from './observation.ts';

/** Characters of names and of reasons that the row of a load balancer holds: DynamoDB takes 400 KB a row. */
const NAMES = 250_000;
const REASONS = 100_000;
const SHORTEST = 40;

/**
 * The asks that the row has room for: those of names that are in it, then new ones. Names that it no longer asks for
 * stay in the row until their records are gone, so many changes of tags within minutes may fill it.
 */
export function fitAsks(
  asks: ReadonlyMap<NameKey, Ask>,
  inRow: readonly NameKey[],
): { readonly asks: ReadonlyMap<NameKey, Ask>; readonly refused: readonly NameKey[] } {
  const known = new Set(inRow);
  let count = known.size;
  let characters = inRow.reduce((sum, key) => sum + key.length, 0);
  const refused: NameKey[] = [];
  for (const key of asks.keys()) {
    if (known.has(key)) continue;
    if (count >= NAMES_PER_LOAD_BALANCER || characters + key.length > NAMES) refused.push(key);
    else {
      count += 1;
      characters += key.length;
    }
  }
  const out = new Set(refused);
  return { asks: new Map([...asks].filter(([key]) => !out.has(key))), refused };
}

export const ROW_FULL =
  `a load balancer has ${NAMES_PER_LOAD_BALANCER} names at most, those included that it asked for before and that ` +
  'have not gone yet: ask for this one with another, or wait until they have';

/** Reasons by name, in order; where there are very many, each is cut to its share. */
export function fitReasons(refused: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const share = Math.max(SHORTEST, Math.floor(REASONS / refused.size));
  const cut = [...refused].map(([host, reason]): [string, string] => [
    host,
    reason.length > share ? `${reason.slice(0, share - 1)}…` : reason,
  ]);
  return Object.fromEntries(cut.sort(([a], [b]) => (a < b ? -1 : 1)));
}
