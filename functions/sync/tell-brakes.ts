import { COUNT_OF, KINDS } from '../../shared/brake/count.ts';
import { isUntold, markTold } from '../../shared/brake/told.ts';
import { writeZoneRow } from '../../shared/ledger/write-zone-row.ts';
import type { ZoneRow } from '../../shared/ledger/zone-row.ts';
import type { Harm } from '../../shared/plan/harm.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Ports, Run } from './ports.ts';

/**
 * Tells that a brake tripped: the run that tripped it; or any that finds it untold for longer than that run can have
 * lived. It is marked after it was told, so it is told once, and twice rather than never where a run dies between.
 */
export async function tellBrakes(
  zoneRow: ZoneRow,
  byThisRun: readonly Harm[],
  ports: Ports,
  run: Run,
  settings: Settings,
): Promise<void> {
  for (const kind of KINDS) {
    if (!byThisRun.includes(kind) && !isUntold(zoneRow, kind, run.now())) continue;
    const { tripped = run.now(), over } = zoneRow[COUNT_OF[kind]];
    run.tellBrake({
      zoneId: zoneRow.zoneId,
      kind: COUNT_OF[kind],
      names: over?.names ?? 0,
      limit: over?.limit ?? 0,
      window: settings.brake.window,
      since: new Date(tripped).toISOString(),
    });
    const mark = (row: ZoneRow) => ({ row: markTold(row, kind, tripped), result: undefined });
    // Not marked: another run tells it again. The names are counted, whatever comes of this.
    await writeZoneRow(ports, run, zoneRow.zoneId, mark).catch(() => undefined);
  }
}
