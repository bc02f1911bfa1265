import { keepHeld } from '../../shared/brake/held.ts';
import { writeZoneRow, type ZoneRowPorts, type ZoneRowRun } from '../../shared/ledger/write-zone-row.ts';
import type { Settings } from '../../shared/settings.ts';
import { type SweepPorts, type Swept, writeSweepHints } from '../../shared/sweep/write-sweep-hints.ts';

/** The world as the sweep knows it, and what an invocation has besides. */
export type SweepWorld = SweepPorts & ZoneRowPorts & ZoneRowRun;

/**
 * Hints what no event told: all load balancers, and the names that are to be read. Then counts the names that each zone
 * holds, which the brake measures by.
 * @param runId told as the cause of each hint.
 */
export async function sweep(
  world: SweepWorld,
  { zones, brake }: Pick<Settings, 'zones' | 'brake'>,
  runId: string,
): Promise<Omit<Swept, 'held'>> {
  const now = world.now();
  const cause = { event: 'sweep', eventId: runId, at: new Date(now).toISOString() };
  const { held, ...swept } = await writeSweepHints(world, cause, zones);
  for (const { id } of zones)
    await writeZoneRow(world, world, id, (row) => ({
      row: keepHeld(row, held.get(id) ?? 0, brake.window, now),
      result: undefined,
    }));
  return swept;
}
