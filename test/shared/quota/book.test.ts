import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuotaRow } from '../../../shared/ledger/quota-row.ts';
import { book } from '../../../shared/quota/book.ts';
import { mostIn } from './most-in.ts';

const SHARE = { requests: { perSecond: 4, burst: 20 }, changes: { perSecond: 40, burst: 400 } };
const NOW = 1_000_000;
const PATIENT = { turnBy: NOW + 10_000, readyBy: NOW + 60_000 };
type Buckets = Pick<QuotaRow, 'requests' | 'changes'>;
const buckets = (requests: number, changes: number, at = NOW): Buckets => ({
  requests: { tokens: requests, at },
  changes: { tokens: changes, at },
});
const inMs = (times: readonly number[]) => times.map((time) => time - NOW);

describe('requests with changes', () => {
  it.each<[string, Buckets | undefined, number[], number[], number[]]>([
    ['the first of all, at once', undefined, [2], [0], []],
    ['after a quiet time, at once', buckets(0, 0, 0), [280], [0], []],
    ['as many as there are, at once', buckets(8, 280), [100, 100, 80], [0, 0, 0], []],
    [
      'for the rest the next moment at which there are as many',
      buckets(8, 280),
      [280, 40, 80],
      [0, 1000, 3000],
      [],
    ],
    ['no request token: when there is one', buckets(0, 280), [1, 1], [250, 500], []],
    ['behind what others booked ahead', buckets(8, 0, NOW + 5000), [40], [6000], []],
    ['not behind those who wait too long already', buckets(8, 0, NOW + 10_001), [1], [], [10_026]],
    ['however many they are, where those before it do not', buckets(8, 0, NOW + 10_000), [280], [17_000], []],
    [
      'none behind one that gets none; and when each could be had',
      buckets(8, 0, NOW + 9_000),
      [80, 40, 1],
      [11_000],
      [12_000, 12_025],
    ],
    ['more than the bucket holds: never', undefined, [281, 1], [], [Number.POSITIVE_INFINITY, 0]],
    ['behind what the farthest booking took', buckets(8, 0, NOW + 120_000), [1], [], [120_025]],
    [
      'behind what a clock that is ahead booked at the farthest',
      buckets(8, 0, NOW + 121_000),
      [1],
      [],
      [121_025],
    ],
    ['a clock that was hours ahead stops nobody for hours', buckets(8, 280, NOW + 7_200_000), [1], [250], []],
  ])('%s', (_, row, changes, from, later) => {
    const booked = book(row, changes, NOW, SHARE, PATIENT);
    expect([inMs(booked.from), inMs(booked.later)]).toEqual([from, later]);
  });

  it('are not booked more than two minutes ahead, however patient who asks is', () => {
    const slow = { ...SHARE, changes: { perSecond: 1, burst: 403 } };
    const hour = { turnBy: NOW + 3_600_000, readyBy: NOW + 3_600_000 };
    const booked = book(buckets(8, 0), [120, 1], NOW, slow, hour);
    expect([inMs(booked.from), inMs(booked.later)]).toEqual([[120_000], [121_000]]);
  });

  it('take from both buckets at the same moment, so that no token waits for one of the other kind', () => {
    const { buckets: left } = book(buckets(8, 0), [40], NOW, SHARE, PATIENT);
    expect(left).toEqual({ requests: { tokens: 7, at: NOW + 1000 }, changes: { tokens: 0, at: NOW + 1000 } });
  });

  it('that get none take none', () => {
    const row = buckets(1, 2, NOW + 20_000);
    expect(book(row, [1, 1], NOW, SHARE, PATIENT).buckets).toEqual(row);
  });
});

describe('requests that only read', () => {
  it('take no change token and wait for none', () => {
    const { from, buckets: left } = book(buckets(2, 0), [0, 0, 0], NOW, SHARE, PATIENT);
    expect(inMs(from)).toEqual([0, 0, 250]);
    expect(left.changes).toEqual({ tokens: 0, at: NOW });
  });

  it('wait behind requests that were booked ahead', () => {
    expect(inMs(book(buckets(8, 0, NOW + 3000), [0], NOW, SHARE, PATIENT).from)).toEqual([3000]);
  });
});

/** Milliseconds after its time in which a booking is used; and what clocks may be apart and a request on its way, together. */
const [LATE, REST] = [2000, 1000];

describe('any sequence of bookings by several clocks', () => {
  const share = (perSecond: number, spare: number) =>
    fc
      .record({
        perSecond: fc.integer({ min: 1, max: perSecond }),
        spare: fc.integer({ min: 1, max: spare }),
      })
      .map(({ perSecond, spare }) => ({
        perSecond,
        burst: ((LATE + REST) / 1000) * perSecond + spare,
      }));
  const settings = fc.record({ requests: share(10, 10), changes: share(50, 300) });
  const edge = (most: number) => fc.oneof(fc.constantFrom(0, most), fc.integer({ min: 0, max: most }));
  /** What an invocation books `after` the one before, by a clock that is `ahead`; how late it uses each, and on the way. */
  const booking = fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20_000 })),
    ahead: edge(REST / 2),
    changes: fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 })),
      { minLength: 1, maxLength: 8 },
    ),
    late: fc.array(edge(LATE), { minLength: 8, maxLength: 8 }),
    way: edge(REST / 2),
    patience: fc.integer({ min: 0, max: 20_000 }),
    readyIn: fc.integer({ min: 20_000, max: 200_000 }),
  });
  const WINDOWS = [0, 1, 100, 1000, 2500, 5000, 30_000];

  it('never lets more than burst + rate x window arrive in any window, of either kind', () => {
    fc.assert(
      fc.property(settings, fc.array(booking, { maxLength: 30 }), (share, bookings) => {
        let time = NOW;
        let row: Buckets | undefined;
        const requests: [at: number, tokens: number][] = [];
        const changes: [at: number, tokens: number][] = [];
        for (const { after, ahead, changes: wants, late, way, patience, readyIn } of bookings) {
          time += after;
          const now = time + ahead;
          const booked = book(row, wants, now, share, { turnBy: now + patience, readyBy: now + readyIn });
          row = booked.buckets;
          booked.from.forEach((from, at) => {
            // By its own clock it is used at `from`, or up to LATE after that.
            const arrives = Math.max(now, from) - ahead + (late[at] ?? 0) + way;
            requests.push([arrives, 1]);
            changes.push([arrives, wants[at] ?? 0]);
          });
        }
        for (const window of WINDOWS) {
          expect(mostIn(window, requests)).toBeLessThanOrEqual(boundOf(share.requests, window));
          expect(mostIn(window, changes)).toBeLessThanOrEqual(boundOf(share.changes, window));
        }
      }),
      { numRuns: 3000 },
    );
  });

  const boundOf = ({ perSecond, burst }: { perSecond: number; burst: number }, window: number) =>
    burst + (perSecond * window) / 1000 + 1e-6;
});
