import type { Pending } from '../ledger/rows.ts';
import type { RecordSet } from '../records/record-set.ts';
import { sameRecordSets } from '../records/same-record-set.ts';

const MINUTE = 60_000;
/**
 * After the first refusal in a row, the second, and so on; the last for all that follow. The next sweep after it tries
 * again: every half hour comes one, so it is after half an hour, one, two, four and six hours.
 */
const PAUSES = [20 * MINUTE, 50 * MINUTE, 110 * MINUTE, 230 * MINUTE, 350 * MINUTE] as const;

/** What Route 53 refused just now, for the so-manyeth time in a row; another wish begins anew. */
export function quarantined(
  before: Pending | undefined,
  wanted: readonly RecordSet[],
  message: string,
  now: number,
): Pending {
  const isRepeated = before?.outcome === 'quarantined' && sameRecordSets(before.wanted, wanted);
  const times = (isRepeated ? (before.times ?? 0) : 0) + 1;
  const until = now + (PAUSES[times - 1] ?? PAUSES[PAUSES.length - 1] ?? 0);
  const reason = `Route 53 refuses it: ${message}; refused ${times === 1 ? 'once' : `${times} times in a row`}, tried again at the first sweep after ${new Date(until).toISOString()}`;
  return { wanted, outcome: 'quarantined', reason, own: true, times, until };
}

/** Not to be tried yet, whatever else is done to the name. */
export function isInQuarantine(pending: Pending | undefined, now: number): boolean {
  return pending?.outcome === 'quarantined' && (pending.until ?? 0) > now;
}
