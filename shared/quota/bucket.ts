import type { Bucket } from '../ledger/quota-row.ts';
import type { BucketSettings } from '../settings.ts';

/**
 * Tokens are taken before they are used, and a request is counted only when it arrives: as much as this lies between the
 * two at the most, in milliseconds. What is in the bucket at once is less than the burst by what flows in meanwhile, so
 * that no window sees more than burst + rate x window (docs/decisions/0020-quota.md).
 */
export const SLACK = 3_000;
/** So long after its time a booking may still be used; the rest of the slack is for clocks that differ and for the way. */
export const LIFE = 2_000;

/** What a full bucket holds. Less than a token: nothing can ever be taken. */
export function capacityOf({ perSecond, burst }: BucketSettings): number {
  return burst - (perSecond * SLACK) / 1000;
}

/**
 * The first moment (epoch ms), not before `now` and not before the last taking, at which so many tokens are there;
 * infinite where that is more than the bucket holds.
 */
export function readyAt(bucket: Bucket, tokens: number, now: number, settings: BucketSettings): number {
  if (tokens > capacityOf(settings)) return Number.POSITIVE_INFINITY;
  const from = Math.max(bucket.at, now);
  const lacking = tokens - levelAt(bucket, from, settings);
  return lacking <= 0 ? from : from + Math.ceil((1000 * lacking) / settings.perSecond);
}

/** The bucket after a taking at a moment that `readyAt` gave. */
export function take(bucket: Bucket, tokens: number, at: number, settings: BucketSettings): Bucket {
  return { tokens: Math.max(0, levelAt(bucket, at, settings) - tokens), at };
}

/** What could be taken now: nothing while tokens are booked for a later moment. A bucket that nobody took from is full. */
export function leftAt(bucket: Bucket | undefined, now: number, settings: BucketSettings): number {
  if (bucket === undefined) return capacityOf(settings);
  return now < bucket.at ? 0 : levelAt(bucket, now, settings);
}

/** It fills by what time has passed, never by a clock that went back. */
function levelAt({ tokens, at }: Bucket, time: number, settings: BucketSettings): number {
  const filled = tokens + (settings.perSecond * Math.max(0, time - at)) / 1000;
  return Math.min(capacityOf(settings), filled);
}
