import { expect, it } from 'vitest';
import { keepHeld } from '../../../shared/brake/held.ts';
import { emptyZoneRow, type ZoneRow } from '../../../shared/ledger/zone-row.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const ago = (minutes: number) => NOW - minutes * 60_000;
const at = (minutes: number, names = 7) => ({ names, at: ago(minutes) });
const now = { names: 9, at: NOW };

it.each<[string, ZoneRow['held'], ZoneRow['held']]>([
  ['the first', [], [now]],
  ['all that a window may begin with', [at(59), at(30)], [at(59), at(30), now]],
  ['of those that are older, the last one', [at(120), at(90), at(60), at(30)], [at(60), at(30), now]],
  ['just the last one and this', [at(600)], [at(600), now]],
])('keeps %s', (_, held, kept) => {
  expect(keepHeld({ ...emptyZoneRow('Z1'), held }, 9, 3600, NOW).held).toEqual(kept);
});

it.each<[string, ZoneRow['held'], number]>([
  ['after a moment', [at(4)], 9],
  ['of a zone that never held anything', [], 0],
])('writes nothing %s', (_, held, names) => {
  const row = { ...emptyZoneRow('Z1'), held };
  expect(keepHeld(row, names, 3600, NOW)).toBe(row);
});

it('stays short, however often it is counted', () => {
  let row = emptyZoneRow('Z1');
  for (let minute = 0; minute < 600; minute += 1)
    row = keepHeld(row, minute + 1, 3600, NOW + 60_000 * minute);
  expect(row.held.length).toBeLessThanOrEqual(14);
});
