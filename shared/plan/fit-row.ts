import type { NameKey } from '../ledger/rows.ts';
import { NAMES_PER_LOAD_BALANCER } from '../names/wishes.ts';
import type { Ask } from './observation.ts';

/** Characters of names, and bytes of what is told, that the row of a load balancer holds: DynamoDB takes 400 KB a row. */
const NAMES = 250_000;
const REASONS = 100_000;
const IGNORED = 30_000;
const SHORTEST = 40;
/** Of a name that is none, as it is spelt, or of a key. */
const LONGEST = 400;

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

/**
 * Reasons by name, sorted. Where there are very many, each is cut to its share, and of those that are too many even so
 * the first ones are told.
 */
export function fitReasons(refused: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return fitTold([...refused], REASONS);
}

/** The same of keys that ask for nothing: many objects of a cluster may carry them. */
export function fitIgnored(
  ignored: readonly { readonly key: string; readonly reason: string }[],
): Readonly<Record<string, string>> {
  return fitTold(
    ignored.map(({ key, reason }) => [key, reason]),
    IGNORED,
  );
}

function fitTold(
  told: readonly (readonly [string, string])[],
  budget: number,
): Readonly<Record<string, string>> {
  const names = told.map(([what]) => cut(what, LONGEST));
  const left = budget - names.reduce((sum, name) => sum + Buffer.byteLength(name), 0);
  // What stands for the rest is of three bytes.
  const share = Math.max(SHORTEST, Math.floor(left / told.length) - 2);
  let bytes = 0;
  const fitting = told
    .map(([, reason], at): [string, string] => [names[at] ?? '', cut(reason, share)])
    .filter(([what, reason]) => {
      bytes += Buffer.byteLength(what) + Buffer.byteLength(reason);
      return bytes <= budget;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const more = told.length - fitting.length;
  return Object.fromEntries(more === 0 ? fitting : [...fitting, ['…', `and ${more} more`]]);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
