import type { ZoneRow } from '../ledger/zone-row.ts';
import type { Harm } from '../plan/harm.ts';
import { COUNT_OF, RUN_LIFE } from './count.ts';

/** Whether the run that tripped it can no longer tell, and did not. */
export function isUntold(row: ZoneRow, kind: Harm, now: number): boolean {
  const { tripped, over } = row[COUNT_OF[kind]];
  return tripped !== undefined && over !== undefined && over.told !== true && now - tripped > RUN_LIFE;
}

/** The row once that was told, if it is still on since then; otherwise the very row that was given. */
export function markTold(row: ZoneRow, kind: Harm, tripped: number): ZoneRow {
  const before = row[COUNT_OF[kind]];
  if (before.tripped !== tripped || before.over === undefined || before.over.told === true) return row;
  return { ...row, [COUNT_OF[kind]]: { ...before, over: { ...before.over, told: true } } };
}
