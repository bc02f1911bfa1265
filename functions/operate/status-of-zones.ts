import { type Budget, budgetOf } from '../../shared/brake/budget.ts';
import type { NameRow } from '../../shared/ledger/rows.ts';
import { emptyZoneRow } from '../../shared/ledger/zone-row.ts';
import type { Call, OperatePorts } from './ports.ts';
import { tellTime } from './words.ts';

/** Names that may still lose what stands, within the brake's window. */
export interface BrakeStatus extends Pick<Budget, 'counted' | 'limit' | 'left'> {
  /** Since when the brake is on. */
  readonly tripped?: string;
  /** The limit is an operator's until then. */
  readonly approvedUntil?: string;
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
  { settings, now }: Call,
): Promise<readonly ZoneStatus[]> {
  const rows = await readZoneRows(settings.zones.map(({ id }) => id));
  const held = names.filter(({ standing }) => standing.length > 0);
  return settings.zones.map(({ id, name, private: isPrivate }) => {
    const row = rows.get(id) ?? emptyZoneRow(id);
    return {
      zone: id,
      name,
      private: isPrivate,
      names: held.filter(({ zoneId }) => zoneId === id).length,
      removals: tellBudget(budgetOf(row, 'removal', settings.brake, now())),
      retargets: tellBudget(budgetOf(row, 'retarget', settings.brake, now())),
    };
  });
}

function tellBudget({ counted, limit, left, tripped, approvedUntil }: Budget): BrakeStatus {
  return {
    counted,
    limit,
    left,
    ...(tripped !== undefined && { tripped: tellTime(tripped) }),
    ...(approvedUntil !== undefined && { approvedUntil: tellTime(approvedUntil) }),
  };
}
