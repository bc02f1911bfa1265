import { expect, it } from 'vitest';
import { remember } from '../../../shared/ledger/remember.ts';
import { emptyNameRow, TRANSITIONS, type Transition } from '../../../shared/ledger/rows.ts';
import { sameRow } from '../../../shared/ledger/same-row.ts';

const ROW = emptyNameRow('ZPUBLIC#a.example.com');
const told = (at: number, reason = 'stands'): Transition => ({
  at,
  lb: 'classic/us-east-1/web',
  outcome: 'published',
  reason,
  records: ['A alias to web.elb.amazonaws.com'],
  cause: { event: 'AddTags', eventId: `event ${at}`, at: '2026-01-01T00:00:00Z', principal: 'ann' },
});
const times = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => told(from - index));

it.each<[string, readonly Transition[], readonly Transition[], readonly Transition[]]>([
  ['the first', [], [told(1)], [told(1)]],
  ['the newest first', [told(1)], [told(2)], [told(2), told(1)]],
  ['those of one decision in its order', [told(1)], [told(2), told(3)], [told(2), told(3), told(1)]],
  ['ten, and no more', times(10, 10), [told(11)], times(11, 10)],
  ['the first ten of a decision about many', [told(1)], times(50, 12), times(50, 10)],
])('remembers %s', (_, before, added, after) => {
  expect(remember({ ...ROW, transitions: before }, added).transitions).toEqual(after);
  expect(after.length).toBeLessThanOrEqual(TRANSITIONS);
});

it('leaves a row alone of which nothing changes', () => {
  expect(remember(ROW, [])).toBe(ROW);
});

it('cuts a long reason, and says so', () => {
  const [short, long] = remember(ROW, [told(1, 'x'.repeat(200)), told(2, 'x'.repeat(201))]).transitions;
  expect(short?.reason).toBe('x'.repeat(200));
  expect(long?.reason).toBe(`${'x'.repeat(199)}…`);
});

it('how rows came to it does not make them differ', () => {
  expect(sameRow(ROW, remember(ROW, [told(1)]))).toBe(true);
  expect(sameRow(ROW, { ...ROW, doubt: true })).toBe(false);
});
