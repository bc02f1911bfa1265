import { describe, expect, it } from 'vitest';
import { count } from '../../../shared/brake/count.ts';
import { type BrakeCount, emptyZoneRow, type ZoneRow } from '../../../shared/ledger/zone-row.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SETTINGS = { window: 3600, removals: { names: 3, percent: 10 }, retargets: { names: 5, percent: 50 } };

const ago = (minutes: number) => NOW - minutes * MINUTE;
const named = (names: Record<string, number>): BrakeCount => ({ names });
const rowWith = (row: Partial<ZoneRow>): ZoneRow => ({ ...emptyZoneRow('Z1'), rev: 'r', ...row });
const hosts = (amount: number, prefix = 'n') =>
  Array.from({ length: amount }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);
const removals = (row: ZoneRow, asked: readonly string[], now = NOW) =>
  count(row, 'removal', asked, SETTINGS, now);

describe('the limit', () => {
  it.each<[string, Partial<ZoneRow>, number]>([
    ['is the number of names where no sweep has counted yet', {}, 3],
    ['is that number where the share of those held is less', { held: [{ names: 39, at: ago(90) }] }, 3],
    ['is the share where that is more, in whole names', { held: [{ names: 59, at: ago(90) }] }, 5],
    [
      'is of those held when the window began',
      {
        held: [
          { names: 200, at: ago(120) },
          { names: 100, at: ago(61) },
          { names: 500, at: ago(31) },
        ],
      },
      10,
    ],
    ['is of the oldest count where none is so old', { held: [{ names: 100, at: ago(30) }] }, 10],
  ])('%s', (_, row, limit) => {
    const atLimit = removals(rowWith(row), hosts(limit));
    expect(atLimit.passing.size).toBe(limit);
    expect(atLimit.tripped).toBe(false);
    const over = removals(rowWith(row), hosts(limit + 1));
    expect(over).toMatchObject({
      tripped: true,
      row: { removals: { tripped: NOW, over: { names: limit + 1, limit } } },
    });
    expect(over.passing.size).toBe(0);
  });

  it('is of each kind by itself', () => {
    const row = rowWith({ removals: named(Object.fromEntries(hosts(3).map((host) => [host, ago(1)]))) });
    const retargets = count(row, 'retarget', hosts(5, 'r'), SETTINGS, NOW);
    expect(retargets.passing.size).toBe(5);
    expect(retargets.row.removals).toEqual(row.removals);
    expect(removals(retargets.row, ['one-more']).tripped).toBe(true);
  });
});

describe('a name', () => {
  it('is counted once, however often it is asked for', () => {
    const first = removals(rowWith({}), ['a', 'b', 'a']);
    expect(Object.keys(first.row.removals.names)).toEqual(['a', 'b']);
    const again = removals(first.row, ['a', 'b', 'c'], NOW + 10 * MINUTE);
    expect([...again.passing]).toEqual(['a', 'b', 'c']);
    expect(again.tripped).toBe(false);
  });

  it('counts for a window from when it was let through last, and for the life of the run that did it', () => {
    const row = rowWith({ removals: named({ a: ago(61), b: ago(61), c: ago(61) }) });
    expect(removals(row, ['d']).tripped).toBe(true);
    expect(removals(row, ['d'], NOW + MINUTE)).toMatchObject({
      tripped: false,
      row: { removals: { names: { d: NOW + MINUTE } } },
    });
    const repeated = removals(row, ['a']).row;
    expect(repeated.removals.names).toEqual({ a: NOW, b: ago(61), c: ago(61) });
  });

  it('may be called like a member of every object', () => {
    const counted = removals(rowWith({}), ['constructor', '__proto__']);
    expect([...counted.passing]).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(counted.row.removals.names)).toHaveLength(2);
  });

  it('that asks for nothing changes nothing', () => {
    const row = rowWith({ removals: named({ old: ago(600) }) });
    expect(removals(row, []).row).toBe(row);
  });
});

describe('once it tripped', () => {
  const shut = rowWith({
    removals: { names: { a: ago(10) }, tripped: ago(5), over: { names: 4, limit: 3 } },
  });

  it('none passes, nothing is written, and nobody is told again', () => {
    const later = removals(shut, ['b'], NOW + 24 * HOUR);
    expect(later).toEqual({ row: shut, passing: new Set(), tripped: false });
    expect(later.row).toBe(shut);
  });

  it('one that was counted before passes', () => {
    const counted = removals(shut, ['a', 'b']);
    expect([...counted.passing]).toEqual(['a']);
    expect(counted.row.removals).toMatchObject({
      names: { a: NOW },
      tripped: ago(5),
      over: { names: 4, limit: 3 },
    });
    expect(removals(shut, ['a'], NOW + 2 * HOUR).passing.size).toBe(0);
  });

  it('the other kind passes', () => {
    expect([...count(shut, 'retarget', ['b'], SETTINGS, NOW).passing]).toEqual(['b']);
  });
});

describe('an approval', () => {
  const approved = rowWith({ removals: { names: {}, approved: { names: 5, at: ago(10) } } });

  it('is the limit of its window', () => {
    const five = removals(approved, hosts(5));
    expect(five.passing.size).toBe(5);
    expect(five.tripped).toBe(false);
    expect(five.row.removals.approved).toEqual({ names: 5, at: ago(10) });
  });

  it('of which just what is left goes to a run that asks for more, and it trips again', () => {
    const three = removals(approved, hosts(3, 'first'));
    const rest = removals(three.row, hosts(10, 'then'));
    expect([...rest.passing]).toEqual(hosts(2, 'then'));
    expect(rest.tripped).toBe(true);
    expect(rest.row.removals).toEqual({
      names: Object.fromEntries([...hosts(3, 'first'), ...hosts(2, 'then')].map((host) => [host, NOW])),
      tripped: NOW,
      over: { names: 13, limit: 5 },
    });
  });

  it('of none shuts', () => {
    const none = rowWith({ removals: { names: {}, approved: { names: 0, at: ago(10) } } });
    expect(removals(none, ['a'])).toMatchObject({ tripped: true, passing: new Set() });
  });

  it('ends with its window: then the settings count again, and not what was approved', () => {
    const used = removals(approved, hosts(5)).row;
    const inWindow = removals(used, ['more'], ago(10) + HOUR - 1);
    expect(inWindow.tripped).toBe(true);
    const after = removals(used, hosts(3, 'more'), ago(10) + HOUR);
    expect(after).toMatchObject({
      tripped: false,
      row: {
        removals: { names: Object.fromEntries(hosts(3, 'more').map((host) => [host, ago(10) + HOUR])) },
      },
    });
    expect(after.row.removals).not.toHaveProperty('approved');
    expect(removals(used, hosts(4, 'more'), ago(10) + HOUR).tripped).toBe(true);
  });
});

describe('a row', () => {
  const long = (index: number) => `${String(index).padStart(6, '0')}.${'x'.repeat(240)}`;
  const many = Array.from({ length: 2_000 }, (_, index) => long(index));

  it('that has no room for more trips, with all that it has room for as the limit', () => {
    const row = rowWith({ removals: { names: {}, approved: { names: 1_000_000, at: ago(1) } } });
    const counted = removals(row, many);
    const { over } = counted.row.removals;
    expect(over).toEqual({ names: 2_000, limit: counted.passing.size, full: true });
    expect(JSON.stringify(counted.row).length).toBeLessThan(300_000);
    expect(counted.passing.size).toBeGreaterThan(1_000);
    expect(removals(rowWith({ held: [{ names: 1_000_000, at: ago(90) }] }), many)).toMatchObject({
      passing: new Set(),
      row: { removals: { over: { full: true } } },
    });
  });

  it('counts the names of the other kind as well', () => {
    const retargets = named(Object.fromEntries(many.slice(0, 900).map((host) => [host, ago(1)])));
    const row = rowWith({ retargets, removals: { names: {}, approved: { names: 1_000_000, at: ago(1) } } });
    expect(removals(row, many.slice(900)).passing.size).toBeLessThan(200);
  });
});
