import { keepHeld } from '../../shared/brake/held.ts';
import type { LedgerRow } from '../../shared/ledger/list-ledger-rows.ts';
import { writeZoneRow, type ZoneRowPorts, type ZoneRowRun } from '../../shared/ledger/write-zone-row.ts';
import type { Settings } from '../../shared/settings.ts';
import { LATE } from '../../shared/sweep/late.ts';
import { listKnown, throwIfIncomplete } from '../../shared/sweep/list-known.ts';
import { namesToRead } from '../../shared/sweep/names-to-read.ts';
import { spread } from '../../shared/sweep/spread.ts';
import { sweepCause } from '../../shared/sweep/sweep-cause.ts';
import {
  loadBalancerHints,
  loadBalancersIn,
  nameHints,
  type SweepPorts,
  type Swept,
} from '../../shared/sweep/write-sweep-hints.ts';

/** The world as the full sweep knows it, and what an invocation has besides. */
export type SweepWorld = SweepPorts & ZoneRowPorts & ZoneRowRun;

/** One invocation. */
export interface SweepRun {
  /** Told as the cause of each hint. */
  readonly runId: string;
  /** Nobody asked for it: its looks leave time to events that are late. */
  readonly isScheduled: boolean;
}

/**
 * Hints what no event told: all load balancers, and the names that are to be read. Then counts the names that each zone
 * holds, which the brake measures by.
 */
export async function sweep(
  world: SweepWorld,
  { zones, brake }: Pick<Settings, 'zones' | 'brake'>,
  { runId, isScheduled }: SweepRun,
): Promise<Swept> {
  const now = world.now();
  const known = await listKnown(world);
  const cause = sweepCause(runId, now, isScheduled ? firstSweep(known.rows) : 'deploy');

  const ids = loadBalancersIn(known);
  await world.writeHints(spread(loadBalancerHints(ids, cause), isScheduled ? LATE : 0));
  const names = namesToRead(known.rows, zones, now);
  await world.writeHints(spread(nameHints(names, cause)));
  throwIfIncomplete(known.errors, ids.length + names.length);

  const held = heldIn(known.rows);
  for (const { id } of zones)
    await writeZoneRow(world, world, id, (row) => ({
      row: keepHeld(row, held.get(id) ?? 0, brake.window, now),
      result: undefined,
    }));
  return { loadBalancers: ids.length, names: names.length };
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
