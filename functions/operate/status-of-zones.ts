import { type BrakeCount, emptyZoneRow, type NameRow } from '../../shared/ledger/rows.ts';
import type { Call, OperatePorts } from './ports.ts';
import { tellTime } from './words.ts';

export interface BrakeStatus {
  /** Names that count in the window now. */
  readonly counted: number;
  readonly tripped?: string;
}

export interface ZoneStatus {
  readonly zone: string;
  readonly name: string;
  readonly private: boolean;
  /** How many names have a record of ours. */
  readonly names: number;
  readonly removals: BrakeStatus;
  readonly retargets: BrakeStatus;
}

export async function statusOfZones(
  names: readonly NameRow[],
  { readZoneRows }: OperatePorts,
  { settings }: Call,
): Promise<readonly ZoneStatus[]> {
  const rows = await readZoneRows(settings.zones.map(({ id }) => id));
  const held = names.filter(({ standing }) => standing.length > 0);
  return settings.zones.map(({ id, name, private: isPrivate }) => {
    const { removals, retargets } = rows.get(id) ?? emptyZoneRow(id);
    return {
      zone: id,
      name,
      private: isPrivate,
      names: held.filter(({ zoneId }) => zoneId === id).length,
      removals: tellBrake(removals),
      retargets: tellBrake(retargets),
    };
  });
}

function tellBrake({ names, tripped }: BrakeCount): BrakeStatus {
  return {
    counted: Object.keys(names).length,
    ...(tripped !== undefined && { tripped: tellTime(tripped) }),
  };
}
