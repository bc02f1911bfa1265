import type { NameRow } from '../ledger/rows.ts';

/** Longer than any sender of a change lives: a read begun so long after it settles what became of it. Milliseconds. */
const OLD = 3_600_000;

/** The row itself does not know what stands, or may forget an attempt: only a read that `sync` takes into it helps. */
export function isUncertain(row: NameRow, now: number): boolean {
  return row.doubt || row.sent.some(({ at }) => now - at >= OLD);
}

/** Whether a name must be read in Route 53, though no load balancer changed: nobody else would tell. */
export function needsReading(row: NameRow, now: number): boolean {
  return (
    isUncertain(row, now) || Object.values(row.claims).some(({ pending }) => pending?.outcome === 'refused')
  );
}
