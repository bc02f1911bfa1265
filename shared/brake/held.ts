import type { ZoneRow } from '../ledger/zone-row.ts';

/** So many snapshots a window are enough. */
const SNAPSHOTS = 12;

/** How many names had a record of ours then (epoch ms); the oldest that is known where nobody counted before, else none. */
export function heldAt({ held }: Pick<ZoneRow, 'held'>, then: number): number {
  return (held.findLast(({ at }) => at <= then) ?? held[0])?.names ?? 0;
}

/**
 * The row with how many names have a record of ours now, and of older snapshots what windows that end now or later begin
 * with. The very row that was given if it has one that is young enough.
 * @param window of the brake, in seconds; `now` in epoch ms.
 */
export function keepHeld(row: ZoneRow, names: number, window: number, now: number): ZoneRow {
  const last = row.held.at(-1);
  if (last === undefined && names === 0) return row;
  if (last !== undefined && now - last.at < (1000 * window) / SNAPSHOTS) return row;
  const first = Math.max(
    0,
    row.held.findLastIndex(({ at }) => at <= now - 1000 * window),
  );
  return { ...row, held: [...row.held.slice(first), { names, at: now }] };
}
