import { keepHeld } from '../../shared/brake/held.ts';
import { keepDelegations } from '../../shared/ledger/delegations.ts';
import type { LedgerRow } from '../../shared/ledger/list-ledger-rows.ts';
import { writeZoneRow } from '../../shared/ledger/write-zone-row.ts';
import { pagePermit } from '../../shared/route53/page-permit.ts';
import type { Settings } from '../../shared/settings.ts';
import { LATE } from '../../shared/sweep/late.ts';
import { listKnown, throwIfIncomplete } from '../../shared/sweep/list-known.ts';
import { readZone } from '../../shared/sweep/read-zones.ts';
import { spread } from '../../shared/sweep/spread.ts';
import { sweepCause } from '../../shared/sweep/sweep-cause.ts';
import {
  loadBalancerHints,
  loadBalancersIn,
  nameHints,
  type Swept,
} from '../../shared/sweep/write-sweep-hints.ts';
import type { SweepRun, SweepWorld } from './ports.ts';

/** Milliseconds that must be left when a page is asked for: what was read is to be hinted, and kept. */
const RESERVE = 30_000;

/**
 * Finds what no event told. Hints every load balancer; then reads, zone by zone, the names that the ledger knows, and
 * hints those about which the two disagree; and counts the names that each zone holds, which the brake measures by. It
 * writes no record, and says of no name what is true.
 */
export async function sweep(
  world: SweepWorld,
  { zones, brake }: Pick<Settings, 'zones' | 'brake'>,
  run: SweepRun,
): Promise<Swept> {
  const now = world.now();
  const known = await listKnown(world);
  const cause = sweepCause(run.runId, now, run.isScheduled ? firstSweep(known.rows) : 'deploy');
  const ids = loadBalancersIn(known);
  await world.writeHints(spread(loadBalancerHints(ids, cause), run.isScheduled ? LATE : 0));

  const held = heldIn(known.rows);
  let names = 0;
  // Without the ledger nobody knows which names to read.
  for (const zone of known.hasLedger ? fromAnother(zones, now) : []) {
    const permitFor = () => pagePermit(zone, world.bookTokens, world, () => run.remaining() - RESERVE);
    const read = await readZone(zone, known.rows, { ...world, permitFor });
    if (read.failure) run.tellUnread({ zoneId: zone.id, reason: read.failure.message });
    await world.writeHints(spread(nameHints(read.names, cause)));
    names += read.names.length;
    await writeZoneRow(world, world, zone.id, (row) => ({
      row: keepDelegations(keepHeld(row, held.get(zone.id) ?? 0, brake.window, now), read.delegations, now),
      result: undefined,
    }));
  }
  throwIfIncomplete(known.errors, ids.length + names);
  return { loadBalancers: ids.length, names };
}

/** Begins with another zone each half hour: whichever are last, where time or quota does not do for all, are not so for ever. */
function fromAnother<Zone>(zones: readonly Zone[], now: number): readonly Zone[] {
  const at = Math.floor(now / 1_800_000) % Math.max(1, zones.length);
  return [...zones.slice(at), ...zones.slice(0, at)];
}

function firstSweep(rows: readonly LedgerRow[]): 'first sweep' | undefined {
  return rows.some(({ kind }) => kind === 'load-balancer') ? undefined : 'first sweep';
}

/** By zone: how many names have a record of ours. */
function heldIn(rows: readonly LedgerRow[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { kind, row } of rows)
    if (kind === 'name' && row.standing.length > 0) held.set(row.zoneId, (held.get(row.zoneId) ?? 0) + 1);
  return held;
}
