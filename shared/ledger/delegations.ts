import { isDeepStrictEqual } from 'node:util';
import { ancestorsOf } from '../zones/ancestors.ts';
import type { ZoneRow } from './zone-row.ts';

/** By name: the servers that it is delegated to, none if it is not; and when that was read, epoch ms. */
export type Delegations = ZoneRow['delegations'];
type Known = Delegations[string];

export interface Delegation {
  /** Whose NS records send everybody who asks for it, or for a name below it, to those servers. */
  readonly name: string;
  readonly servers: readonly string[];
}

/** For so long what one read found holds for the next name below. Milliseconds. */
const FRESH = 60 * 60 * 1000;
/** What is kept for longer has no names of ours below it any more, or the sweep would have had it read again. */
const LIFE = 24 * 60 * 60 * 1000;
/** Characters that they may take of the row, beside the brake's counts; each costs so many more than it has. */
const CHARACTERS = 80_000;
const ENTRY = 32;

/** What keeps the world from seeing records of a host in its zone; the zone itself is delegated to where we write. */
export function delegationOf(host: string, apex: string, known: Delegations): Delegation | undefined {
  if (host === apex) return undefined;
  for (const name of [...ancestorsOf(host, apex), host]) {
    const servers = lookUp(known, name)?.servers ?? [];
    if (servers.length > 0) return { name, servers };
  }
  return undefined;
}

/** The ancestors of a host that nobody read since, epoch ms; absent: within the hour. */
export function unreadAncestors(
  host: string,
  apex: string,
  known: Delegations,
  now: number,
  since = now - FRESH,
): readonly string[] {
  return ancestorsOf(host, apex).filter(
    (name) => (lookUp(known, name)?.at ?? Number.NEGATIVE_INFINITY) < since,
  );
}

/** The row with what was read, the younger of two; the very row that was given if that is nothing new. */
export function keepDelegations(row: ZoneRow, read: Delegations, now: number): ZoneRow {
  const fresh = Object.entries(read).filter(([name, each]) => {
    const known = lookUp(row.delegations, name);
    return known === undefined || (each.at >= known.at && !isDeepStrictEqual(each, known));
  });
  if (fresh.length === 0) return row;
  const all = Object.entries({ ...row.delegations, ...Object.fromEntries(fresh) });
  const kept = all.filter(([, { at }]) => now - at < LIFE).sort(delegatedAndYoungFirst);
  let left = CHARACTERS;
  const fitting = kept.filter(([name, { servers }]) => {
    left -= name.length + ENTRY + servers.reduce((sum, server) => sum + server.length + 1, 0);
    return left >= 0;
  });
  return { ...row, delegations: Object.fromEntries(fitting) };
}

function delegatedAndYoungFirst([, a]: [string, Known], [, b]: [string, Known]): number {
  return Number(b.servers.length > 0) - Number(a.servers.length > 0) || b.at - a.at;
}

/** A label may be called like a member of every object. */
function lookUp(known: Delegations, name: string): Known | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
