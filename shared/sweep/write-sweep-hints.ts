import type { Cause, Hint } from '../events/hint.ts';
import type { WriteHints } from '../events/write-hints.ts';
import type { LedgerRow, ListLedgerRows } from '../ledger/list-ledger-rows.ts';
import { forgetful } from '../ledger/remember.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { Zone } from '../zones/zone.ts';
import { loadBalancersOfRow } from './load-balancers-of-row.ts';
import { namesToRead } from './names-to-read.ts';
import { spread } from './spread.ts';

/** What the sweep needs of the world. */
export interface SweepPorts {
  /** Epoch ms. */
  readonly now: () => number;
  /** All load balancers of the Region, or it throws. */
  readonly listAllLoadBalancers: () => Promise<readonly { readonly id: LoadBalancerId }[]>;
  /** All rows of the ledger, or it throws. */
  readonly listLedgerRows: ListLedgerRows;
  readonly writeHints: WriteHints;
}

export interface Swept {
  /** How many hints of each kind went out. */
  readonly loadBalancers: number;
  readonly names: number;
  /** By zone: how many names have a record of ours. */
  readonly held: ReadonlyMap<string, number>;
}

/**
 * Hints what no event told: every load balancer of the Region and of the ledger, and by name what is to be read in
 * Route 53. If one of the two cannot be listed, the other is hinted all the same, and then it throws: the next try
 * hints all of it again.
 */
export async function writeSweepHints(
  ports: SweepPorts,
  cause: Cause,
  zones: readonly Zone[],
): Promise<Swept> {
  const now = ports.now();
  const listings = await Promise.allSettled([ports.listAllLoadBalancers(), rowsOf(ports)]);
  const [region, ledger] = listings;
  const listed = region.status === 'fulfilled' ? region.value : [];
  const rows = ledger.status === 'fulfilled' ? ledger.value : [];

  const ids = new Set([...listed.map(({ id }) => id), ...rows.flatMap(loadBalancersOfRow)]);
  const names = namesToRead(rows, zones, now);
  const hints: Hint[] = [
    ...[...ids].map((id) => ({ kind: 'load-balancer' as const, id, cause })),
    ...names.map(({ zoneId, host }) => ({ kind: 'name' as const, zoneId, host, cause })),
  ];
  await ports.writeHints(spread(hints));
  throwIfIncomplete(listings, hints.length);
  return { loadBalancers: ids.size, names: names.length, held: heldIn(rows) };
}

function heldIn(rows: readonly LedgerRow[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { kind, row } of rows)
    if (kind === 'name' && row.standing.length > 0) held.set(row.zoneId, (held.get(row.zoneId) ?? 0) + 1);
  return held;
}

async function rowsOf({ listLedgerRows }: SweepPorts): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for await (const each of listLedgerRows())
    rows.push(each.kind === 'name' ? { ...each, row: forgetful(each.row) } : each);
  return rows;
}

function throwIfIncomplete(listings: readonly PromiseSettledResult<unknown>[], sent: number): void {
  const errors = listings.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  if (errors.length === 0) return;
  const why = errors.map((error) =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  );
  throw new AggregateError(
    errors,
    `The sweep is incomplete: ${why.join('; ')}. ${sent} hints of what could be listed were sent; the next try hints all.`,
  );
}
