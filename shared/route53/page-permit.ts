import type { BookTokens } from '../quota/write-bookings.ts';
import { takeTokens, type Waiting } from '../quota/write-tokens.ts';
import type { Zone } from '../zones/zone.ts';
import type { Permit } from './list-record-sets.ts';

/** Milliseconds that a page waits for those who booked before it. */
const PATIENCE = 10_000;

export interface PagePermit {
  /** Asked before each page of a listing. */
  readonly ask: Permit;
  /** Why there were no more, where it said no. */
  readonly refusal: () => Error | undefined;
}

/** A token of the quota for each page, for as long as `left` says that there are milliseconds for more. */
export function pagePermit(
  zone: Zone,
  bookTokens: BookTokens,
  waiting: Waiting,
  left: () => number,
): PagePermit {
  let refusal: Error | undefined;
  return {
    ask: async () => {
      const now = waiting.now();
      const ahead = { turnBy: now + PATIENCE, readyBy: now + left() };
      refusal = await takeTokens(bookTokens, zone, 0, ahead, waiting);
      return refusal === undefined;
    },
    refusal: () => refusal,
  };
}
