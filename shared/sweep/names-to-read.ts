import { unreadAncestors } from '../ledger/delegations.ts';
import type { LedgerRow } from '../ledger/list-ledger-rows.ts';
import { isTombstone, type NameRow } from '../ledger/rows.ts';
import type { ZoneRow } from '../ledger/zone-row.ts';
import { compareNames } from '../route53/name-order.ts';
import { ancestorsOf } from '../zones/ancestors.ts';
import type { Zone } from '../zones/zone.ts';
import { needsReading } from './needs-reading.ts';

/** What was read since then need not be read because of this sweep. Milliseconds. */
const RECENT = 20 * 60 * 1000;

/**
 * The names to be read in Route 53, in its order, so that one page answers many: those of which nobody else would tell,
 * and of the others as many as it takes to have each ancestor read, so that delegations that come and go are found.
 */
export function namesToRead(
  rows: readonly LedgerRow[],
  zones: readonly Zone[],
  now: number,
): readonly NameRow[] {
  const apexes = new Map(zones.map(({ id, name }) => [id, name]));
  const zoneRows = new Map<string, ZoneRow>();
  const needed: NameRow[] = [];
  const others: NameRow[] = [];
  for (const each of rows) {
    if (each.kind === 'zone') zoneRows.set(each.row.zoneId, each.row);
    if (each.kind !== 'name') continue;
    if (needsReading(each.row, now)) needed.push(each.row);
    else if (!isTombstone(each.row)) others.push(each.row);
  }
  const read = new Set<string>();
  const reads = ({ zoneId, host }: NameRow) => {
    for (const name of ancestorsOf(host, apexes.get(zoneId) ?? '')) read.add(`${zoneId}#${name}`);
  };
  const isUnread = ({ zoneId, host }: NameRow): boolean => {
    const known = zoneRows.get(zoneId)?.delegations ?? {};
    const unread = unreadAncestors(host, apexes.get(zoneId) ?? '', known, now, now - RECENT);
    return unread.some((name) => !read.has(`${zoneId}#${name}`));
  };
  needed.forEach(reads);
  for (const row of others)
    if (isUnread(row)) {
      needed.push(row);
      reads(row);
    }
  const order = (a: NameRow, b: NameRow) =>
    a.zoneId === b.zoneId ? compareNames(a.host, b.host) : a.zoneId < b.zoneId ? -1 : 1;
  return needed.sort(order);
}
