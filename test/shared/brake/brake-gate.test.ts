import { expect, it } from 'vitest';
import { brakeGate, brakeGates } from '../../../shared/brake/brake-gate.ts';
import { isUntold, markTold } from '../../../shared/brake/told.ts';
import { type BrakeCount, emptyZoneRow, type ZoneRow } from '../../../shared/ledger/zone-row.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const SETTINGS = {
  window: 3600,
  removals: { names: 20, percent: 10 },
  retargets: { names: 100, percent: 50 },
};
const shut = (removals: Partial<BrakeCount>): ZoneRow => ({
  ...emptyZoneRow('Z1'),
  removals: { names: {}, tripped: NOW, ...removals },
});

it.each<[string, ZoneRow, number, string]>([
  [
    'how many, and the limit',
    shut({ over: { names: 21, limit: 20 } }),
    3600,
    '21 removals within an hour, limit 20',
  ],
  ['another window', shut({ over: { names: 21, limit: 20 } }), 600, '21 removals within 600 s, limit 20'],
  [
    'a row without room',
    shut({ over: { names: 5000, limit: 1200, full: true } }),
    3600,
    '5000 removals within an hour, its row has room for 1200',
  ],
  ['nothing more than the row does', shut({}), 3600, 'too many removals within an hour'],
])('tells %s', (_, row, window, why) => {
  expect(brakeGate(row, 'removal', { ...SETTINGS, window })).toEqual({
    by: 'brake',
    stops: 'removal',
    reason: `the brake of zone Z1 is on since 2026-01-01T12:00:00.000Z: ${why}; approve with operate`,
  });
});

it('stops one kind, and no name that was counted before', () => {
  const row = shut({ names: { counted: NOW }, over: { names: 21, limit: 20 } });
  expect(brakeGate(row, 'retarget', SETTINGS)).toBeUndefined();
  expect(brakeGates(row, 'other', SETTINGS)).toEqual([brakeGate(row, 'removal', SETTINGS)]);
  expect(brakeGates(row, 'counted', SETTINGS)).toEqual([]);
  expect(brakeGates(emptyZoneRow('Z1'), 'other', SETTINGS)).toEqual([]);
});

it('is untold when the run that tripped it cannot tell any more, until it is marked', () => {
  const row = shut({ over: { names: 21, limit: 20 } });
  expect(isUntold(row, 'removal', NOW + 120_000)).toBe(false);
  expect(isUntold(row, 'removal', NOW + 120_001)).toBe(true);
  expect(isUntold(row, 'retarget', NOW + 120_001)).toBe(false);
  const told = markTold(row, 'removal', NOW);
  expect(isUntold(told, 'removal', NOW + 120_001)).toBe(false);
  expect(brakeGate(told, 'removal', SETTINGS)).toEqual(brakeGate(row, 'removal', SETTINGS));
  expect(markTold(told, 'removal', NOW)).toBe(told);
});

it('is not marked where it tripped anew meanwhile, or was approved', () => {
  const anew = shut({ tripped: NOW + 1, over: { names: 21, limit: 20 } });
  expect(markTold(anew, 'removal', NOW)).toBe(anew);
  expect(markTold(emptyZoneRow('Z1'), 'removal', NOW)).toEqual(emptyZoneRow('Z1'));
});
