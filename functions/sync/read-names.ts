import { type Delegations, keepDelegations, unreadAncestors } from '../../shared/ledger/delegations.ts';
import { type NameKey, splitNameKey } from '../../shared/ledger/rows.ts';
import { writeZoneRow } from '../../shared/ledger/write-zone-row.ts';
import type { ZoneRow } from '../../shared/ledger/zone-row.ts';
import type { Listing } from '../../shared/route53/list-record-sets.ts';
import { pagePermit } from '../../shared/route53/page-permit.ts';
import { ancestorsOf } from '../../shared/zones/ancestors.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Decided } from './decide.ts';
import type { Ports, Run } from './ports.ts';
import { failNames, type Outstanding, type Work } from './work.ts';

/** Milliseconds that must be left when the last page is asked for: what was read is to be decided and sent. */
const RESERVE = 50_000;

/** What this round read in Route 53. */
export interface Read {
  readonly listings: Map<NameKey, Listing>;
  /** By zone id: also what its row had. */
  readonly delegations: Map<string, Delegations>;
}

/**
 * Lists the names of which the row does not know enough, zone by zone, and of their ancestors those that nobody read
 * within the hour; all of them for a name that is hinted, so that delegations that come and go are found. Names of a zone
 * that cannot be read fail.
 */
export async function readNames(
  work: Work,
  decided: Map<NameKey, Decided>,
  read: Read,
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<void> {
  const unread = [...decided].filter(([, { decision }]) => decision.mustRead);
  const byZone = Map.groupBy(unread, ([, { zone }]) => zone);
  await Promise.all(
    [...byZone].map(async ([zone, names]) => {
      const above = new Map(
        names.map(([key, found]) => [key, ancestorsToRead(key, found, work, read, run.now())]),
      );
      const hosts = [...above].flatMap(([key, ancestors]) => [splitNameKey(key).host, ...ancestors]);
      const permit = pagePermit(zone, ports.bookTokens, run, () => run.remaining() - RESERVE);
      let found: ReadonlyMap<string, Listing> = new Map();
      let failure = new Error(`Zone ${zone.id} cannot be read`);
      try {
        found = await ports.listRecordSets(zone, hosts, permit.ask);
      } catch (error) {
        failure = new Error(failure.message, { cause: error });
      }
      const failed: NameKey[] = [];
      for (const [key, ancestors] of above) {
        const listing = found.get(splitNameKey(key).host);
        // Those that one page answered go on, whatever became of the next one.
        if (listing !== undefined && ancestors.every((name) => found.has(name)))
          read.listings.set(key, listing);
        else failed.push(key);
      }
      failNames(failed, decided, outstanding, permit.refusal() ?? failure);
      for (const key of failed) decided.delete(key);
      await remember(
        zone,
        found,
        new Set([...above.values()].flat()),
        names[0]?.[1].zoneRow,
        read,
        ports,
        run,
      );
    }),
  );
}

function ancestorsToRead(
  key: NameKey,
  { zone }: Decided,
  work: Work,
  { delegations }: Read,
  now: number,
): readonly string[] {
  const { host } = splitNameKey(key);
  if (work.names.get(key)?.hinted === true) return ancestorsOf(host, zone.name);
  return unreadAncestors(host, zone.name, delegations.get(zone.id) ?? {}, now);
}

/** For the names of this round, and in the zone's row for those that come after them. */
async function remember(
  zone: Zone,
  found: ReadonlyMap<string, Listing>,
  ancestors: ReadonlySet<string>,
  zoneRow: ZoneRow | undefined,
  read: Read,
  ports: Ports,
  run: Run,
): Promise<void> {
  const known = read.delegations.get(zone.id) ?? {};
  const worthKnowing = [...found].filter(
    ([name, { servers = [] }]) =>
      name !== zone.name && (ancestors.has(name) || servers.length > 0 || Object.hasOwn(known, name)),
  );
  const delegations = Object.fromEntries(
    worthKnowing.map(([name, { servers = [], at }]) => [name, { servers, at }]),
  );
  read.delegations.set(zone.id, { ...known, ...delegations });
  const keep = (row: ZoneRow) => ({ row: keepDelegations(row, delegations, run.now()), result: undefined });
  // Not written: whoever comes next reads them again.
  await writeZoneRow(ports, run, zone.id, keep, zoneRow).catch(() => undefined);
}
