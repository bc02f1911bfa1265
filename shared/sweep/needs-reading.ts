import type { NameRow } from '../ledger/rows.ts';

/** Longer than any sender of a change lives: a read begun so long after it settles what became of it. Milliseconds. */
const OLD = 3_600_000;

/** Whether a name must be read in Route 53, though no load balancer changed: nobody else would tell. */
export function needsReading(row: NameRow, now: number): boolean {
  const isRefused = Object.values(row.claims).some(({ pending }) => pending?.outcome === 'refused');
  return row.doubt || isRefused || row.sent.some(({ at }) => now - at >= OLD);
}
