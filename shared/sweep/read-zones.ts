import { type Delegations, delegationOf } from '../ledger/delegations.ts';
import type { LedgerRow } from '../ledger/list-ledger-rows.ts';
import { isTombstone, type NameRow } from '../ledger/rows.ts';
import type { Listing, ListRecordSets } from '../route53/list-record-sets.ts';
import type { PagePermit } from '../route53/page-permit.ts';
import { ancestorsOf } from '../zones/ancestors.ts';
import type { Zone } from '../zones/zone.ts';
import { differs } from './differs.ts';
import { namesToRead } from './names-to-read.ts';
import { isUncertain } from './needs-reading.ts';

export interface ZoneReads {
  readonly listRecordSets: ListRecordSets;
  readonly permitFor: (zone: Zone) => PagePermit;
  /** Epoch ms. */
  readonly now: () => number;
}

/** What became of the read of one zone. */
export interface ZoneRead {
  readonly zone: Zone;
  /** Names for `sync` to read. */
  readonly names: readonly NameRow[];
  /** What the read found of names between the apex and ours. */
  readonly delegations: Delegations;
  /** Why it ended before all names were read; those that were count all the same. */
  readonly failure?: Error | undefined;
}

/**
 * Reads the names of a zone of which the ledger says that something stands or is refused there, with all their ancestors,
 * and finds those about which the two disagree. Of what could not be read nothing is concluded: as much of it as needs
 * reading is for `sync` to read.
 */
export async function readZone(zone: Zone, rows: readonly LedgerRow[], reads: ZoneReads): Promise<ZoneRead> {
  const own = rows.filter(({ row }) => 'zoneId' in row && row.zoneId === zone.id);
  const names = own.flatMap((each) => (each.kind === 'name' && !isTombstone(each.row) ? [each.row] : []));
  const known = own.find((each) => each.kind === 'zone')?.row.delegations ?? {};
  const asked = namesAsked(zone, names);
  const { found, failure } = asked.length === 0 ? NOTHING : await read(zone, asked, reads);

  const ancestors = new Set(names.flatMap(({ host }) => ancestorsOf(host, zone.name)));
  const delegations = delegationsIn(zone, found, ancestors, known);
  const isRead = ({ host }: NameRow) =>
    [host, ...ancestorsOf(host, zone.name)].every((name) => found.has(name));
  const now = reads.now();
  const unread = own.filter((each) => each.kind !== 'name' || !isRead(each.row));
  const differing = names.filter((row) => {
    const listing = found.get(row.host);
    if (isUncertain(row, now)) return isRead(row);
    if (listing === undefined || !isRead(row)) return false;
    const delegation = {
      known: delegationOf(row.host, zone.name, known),
      now: delegationOf(row.host, zone.name, { ...known, ...delegations }),
    };
    return differs(row, { listing, delegation });
  });
  return {
    zone,
    names: [...differing, ...(failure === undefined ? [] : namesToRead(unread, [zone], now))],
    delegations,
    failure,
  };
}

const NOTHING = { found: new Map<string, Listing>(), failure: undefined };

function namesAsked(zone: Zone, names: readonly NameRow[]): readonly string[] {
  return [...new Set(names.flatMap(({ host }) => [host, ...ancestorsOf(host, zone.name)]))];
}

async function read(
  zone: Zone,
  hosts: readonly string[],
  { listRecordSets, permitFor }: ZoneReads,
): Promise<{ readonly found: ReadonlyMap<string, Listing>; readonly failure: Error | undefined }> {
  const permit = permitFor(zone);
  try {
    const found = await listRecordSets(zone, hosts, permit.ask);
    const failure = permit.refusal() ?? new Error(`Zone ${zone.id} was read in part`);
    return { found, failure: found.size < hosts.length ? failure : undefined };
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    return { found: NOTHING.found, failure: new Error(`Zone ${zone.id} cannot be read: ${why}`, { cause }) };
  }
}

/** As `sync` keeps them: of ancestors, of names that are delegated themselves, and of those that were known before. */
function delegationsIn(
  zone: Zone,
  found: ReadonlyMap<string, Listing>,
  ancestors: ReadonlySet<string>,
  known: Delegations,
): Delegations {
  const worthKnowing = [...found].filter(
    ([name, { servers = [] }]) =>
      name !== zone.name && (ancestors.has(name) || servers.length > 0 || Object.hasOwn(known, name)),
  );
  return Object.fromEntries(worthKnowing.map(([name, { servers = [], at }]) => [name, { servers, at }]));
}
