import { describe, expect, it } from 'vitest';
import type { Freeze, FreezeRow, FreezeScope } from '../../../shared/ledger/freeze-row.ts';
import { freezeGates } from '../../../shared/plan/freeze-gates.ts';

const AT = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;
const KEY = 'Z1#a.example.com';

const freeze = (minutes: number, reason = 'migration', at = AT): Freeze => ({
  reason,
  by: 'ann',
  at,
  until: at + minutes * MINUTE,
});
const rowOf = (freezes: Partial<Record<FreezeScope, Freeze>>): FreezeRow => ({
  rev: 'r',
  schema: 5,
  freezes,
});

describe('a name is frozen', () => {
  it.each<[string, Partial<Record<FreezeScope, Freeze>>, string | undefined]>([
    ['by nobody', {}, undefined],
    ['with the stack', { stack: freeze(60) }, 'frozen until 2026-01-01T13:00:00.000Z: migration (the stack)'],
    [
      'with its zone',
      { 'zone#Z1': freeze(60) },
      'frozen until 2026-01-01T13:00:00.000Z: migration (zone Z1)',
    ],
    [
      'by itself',
      { 'name#Z1#a.example.com': freeze(60) },
      'frozen until 2026-01-01T13:00:00.000Z: migration (a.example.com in zone Z1)',
    ],
    ['not with another zone', { 'zone#Z2': freeze(60), 'zone#Z': freeze(60) }, undefined],
    [
      'not with another name, or with it in another zone',
      { 'name#Z1#b.example.com': freeze(60), 'name#Z2#a.example.com': freeze(60) },
      undefined,
    ],
    [
      'no longer, once it has ended',
      { stack: freeze(0), 'zone#Z1': freeze(5, 'x', AT - 5 * MINUTE) },
      undefined,
    ],
    [
      'until the last of several ends',
      { stack: freeze(10, 'short'), 'zone#Z1': freeze(60, 'long'), [`name#${KEY}`]: freeze(30, 'middle') },
      'frozen until 2026-01-01T13:00:00.000Z: long (zone Z1)',
    ],
    [
      'by the widest of those that end together',
      { [`name#${KEY}`]: freeze(60, 'name'), 'zone#Z1': freeze(60, 'zone'), stack: freeze(60, 'stack') },
      'frozen until 2026-01-01T13:00:00.000Z: stack (the stack)',
    ],
  ])('%s', (_, freezes, reason) => {
    expect(freezeGates(rowOf(freezes), KEY, AT).map((gate) => gate.reason)).toEqual(reason ? [reason] : []);
  });

  it('by nobody where there is no row', () => {
    expect(freezeGates(undefined, KEY, AT)).toEqual([]);
  });

  it('whatever changes', () => {
    expect(freezeGates(rowOf({ stack: freeze(60) }), KEY, AT)).toMatchObject([{ by: 'freeze' }]);
    expect(freezeGates(rowOf({ stack: freeze(60) }), KEY, AT)[0]).not.toHaveProperty('stops');
  });
});

describe('the next look', () => {
  const looks = (minutes: number, elapsed: number) =>
    freezeGates(rowOf({ stack: freeze(minutes) }), KEY, AT + elapsed).map(
      ({ lookAt = 0 }) => (lookAt - AT) / MINUTE,
    );

  it.each([
    ['at once', 60, 0, [10]],
    ['within the first step', 60, 9 * MINUTE, [10]],
    ['on a step: the one after it', 60, 10 * MINUTE, [20]],
    ['just after a step', 60, 10 * MINUTE + 1, [20]],
    ['before the last step', 25, 21 * MINUTE, [25]],
    ['a freeze shorter than a step', 3, 0, [3]],
    ['just before the end', 25, 25 * MINUTE - 1, [25]],
    ['at the end: none', 25, 25 * MINUTE, []],
    ['by a clock that is behind the one that froze', 60, -MINUTE, [10]],
  ])('%s', (_, minutes, elapsed, expected) => {
    expect(looks(minutes, elapsed)).toEqual(expected);
  });

  it('is within what SQS can hold a message, however long the freeze', () => {
    for (let elapsed = 0; elapsed < 7 * 24 * 60; elapsed += 7) {
      const [next = 0] = looks(7 * 24 * 60, elapsed * MINUTE);
      expect(next - elapsed).toBeGreaterThan(0);
      expect(next - elapsed).toBeLessThanOrEqual(15);
    }
  });
});
