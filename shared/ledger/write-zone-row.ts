import { SignpostError } from '../errors.ts';
import type { ReadZoneRows } from './read-rows.ts';
import { SCHEMA } from './rows.ts';
import type { WriteRows } from './write-rows.ts';
import { emptyZoneRow, type ZoneRow } from './zone-row.ts';

/** Others write the row as well; each attempt but the last loses to one of them. */
const ATTEMPTS = 10;

export interface ZoneRowPorts {
  readonly readZoneRows: ReadZoneRows;
  readonly writeRows: WriteRows;
}

export interface ZoneRowRun {
  readonly newId: () => string;
  /** Waits about so many milliseconds, with jitter. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The row as it is to be, and what that means; the very row that was given: nothing is to be written. */
export type ChangeZoneRow<Result> = (row: ZoneRow) => { readonly row: ZoneRow; readonly result: Result };

/**
 * Changes a zone's row by one conditional update, again on what is there where somebody was faster. Returns what the
 * update that was written came to. A write whose outcome is not known is looked for: it is not done twice.
 * @param known the row as read before, to begin with.
 */
export async function writeZoneRow<Result>(
  { readZoneRows, writeRows }: ZoneRowPorts,
  { newId, pause }: ZoneRowRun,
  zoneId: string,
  change: ChangeZoneRow<Result>,
  known?: ZoneRow,
): Promise<Result> {
  const written = new Map<string, Result>();
  let lost: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await pause(20 * 2 ** Math.min(attempt, 6));
    const before =
      attempt === 1 && known !== undefined
        ? known
        : ((await readZoneRows([zoneId])).get(zoneId) ?? emptyZoneRow(zoneId));
    const own = written.get(before.rev);
    if (own !== undefined) return own;
    const { row, result } = change(before);
    if (row === before) return result;
    const rev = newId();
    written.set(rev, result);
    try {
      const next = { ...row, rev, schema: SCHEMA };
      if ((await writeRows([{ kind: 'zone', row: next, ifVersion: before.rev }])) === 'written')
        return result;
    } catch (error) {
      lost = error;
    }
  }
  throw new SignpostError(`The row of zone ${zoneId} was not written in ${ATTEMPTS} attempts`, {
    cause: lost ?? new Error('others wrote it each time'),
  });
}
