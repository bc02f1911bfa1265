import { describe, expect, it } from 'vitest';
import { capacityOf, readyAt, take } from '../../../shared/quota/bucket.ts';

const CHANGES = { perSecond: 40, burst: 400 };
const FULL = { tokens: 280, at: 100_000 };

describe('a full bucket', () => {
  it.each([
    [CHANGES, 280],
    [{ perSecond: 4, burst: 20 }, 8],
    [{ perSecond: 4, burst: 12 }, 0],
    [{ perSecond: 1, burst: 1 }, -2],
  ])('of %j holds %i: the burst without what flows in while tokens are on their way', (settings, holds) => {
    expect(capacityOf(settings)).toBe(holds);
  });
});

describe('so many tokens are there', () => {
  it.each([
    ['at once where there are as many', FULL, 280, 100_000, 100_000],
    ['at once after a quiet time', { tokens: 0, at: 0 }, 280, 100_000, 100_000],
    ['when as many have flowed in', { tokens: 0, at: 100_000 }, 40, 100_000, 101_000],
    ['when the rest has flowed in', { tokens: 30, at: 100_000 }, 40, 100_000, 100_250],
    ['never early, by a fraction', { tokens: 0, at: 100_000 }, 1, 100_000, 100_025],
    [
      'counted from the last taking, by a clock that is behind',
      { tokens: 0, at: 100_000 },
      40,
      98_000,
      101_000,
    ],
    ['not before the last taking, though that was booked ahead', FULL, 1, 90_000, 100_000],
    ['never where it holds no more', FULL, 281, 200_000, Number.POSITIVE_INFINITY],
  ])('%s', (_, bucket, tokens, now, ready) => {
    expect(readyAt(bucket, tokens, now, CHANGES)).toBe(ready);
  });
});

describe('a taking', () => {
  it.each([
    ['leaves the rest', FULL, 80, 100_000, { tokens: 200, at: 100_000 }],
    ['finds what flowed in meanwhile', { tokens: 0, at: 100_000 }, 10, 101_000, { tokens: 30, at: 101_000 }],
    ['finds no more than it holds', FULL, 80, 200_000, { tokens: 200, at: 200_000 }],
    [
      'of a bucket that is smaller now',
      { tokens: 900, at: 100_000 },
      80,
      100_000,
      { tokens: 200, at: 100_000 },
    ],
  ])('%s', (_, bucket, tokens, at, left) => {
    expect(take(bucket, tokens, at, CHANGES)).toEqual(left);
  });
});
