import type { Bucket, QuotaRow } from '../ledger/quota-row.ts';
import type { QuotaSettings } from '../settings.ts';
import { capacityOf, readyAt, take } from './bucket.ts';

/** How far ahead tokens are booked, epoch ms. */
export interface Ahead {
  /** Whoever would have to wait longer than this for those before it books nothing. Its own size does not count. */
  readonly turnBy: number;
  /** Whatever could not be used by then, or within two minutes, is not booked. */
  readonly readyBy: number;
}

export interface Booking {
  /** From when on each request may be sent (epoch ms), in order, as many as could be booked; good for `LIFE` from then. */
  readonly from: readonly number[];
  /** For each of the others, when it could have its tokens if nobody else came: for whoever comes back. */
  readonly later: readonly number[];
}

type Buckets = Pick<QuotaRow, 'requests' | 'changes'>;

/** Milliseconds ahead of which nothing is booked, whatever is asked: as long as an invocation of sync lives. */
const FARTHEST = 120_000;
/** Only a clock that is wrong takes tokens for a moment so much later than now, in milliseconds: others book no farther. */
const WRONG = FARTHEST + 60_000;

/**
 * Books one request token and the change tokens of each request, in order: what is not there yet is booked for the moment
 * when it will be, behind everything booked before. Both buckets give at that same moment, so that no token is carried
 * about. None is booked behind one that is not.
 */
export function book(
  row: Buckets | undefined,
  changes: readonly number[],
  now: number,
  settings: QuotaSettings,
  { turnBy, readyBy }: Ahead,
): Booking & { readonly buckets: Buckets } {
  let buckets: Buckets = {
    requests: startOf(row?.requests, now, capacityOf(settings.requests)),
    changes: startOf(row?.changes, now, capacityOf(settings.changes)),
  };
  let booked = buckets;
  const last = Math.min(readyBy, now + FARTHEST);
  const [from, later]: [number[], number[]] = [[], []];
  for (const each of changes) {
    const turn = Math.max(now, buckets.requests.at, each === 0 ? 0 : buckets.changes.at);
    const ready = Math.max(
      readyAt(buckets.requests, 1, turn, settings.requests),
      each === 0 ? 0 : readyAt(buckets.changes, each, turn, settings.changes),
    );
    if (ready === Number.POSITIVE_INFINITY) {
      later.push(ready);
      continue;
    }
    buckets = {
      requests: take(buckets.requests, 1, ready, settings.requests),
      changes: each === 0 ? buckets.changes : take(buckets.changes, each, ready, settings.changes),
    };
    if (later.length > 0 || turn > turnBy || ready > last) {
      later.push(ready);
      continue;
    }
    from.push(ready);
    booked = buckets;
  }
  return { from, later, buckets: booked };
}

/** Full where there was none; empty where it comes from a clock that is wrong, which must not stop everybody for long. */
function startOf(bucket: Bucket | undefined, now: number, capacity: number): Bucket {
  if (bucket === undefined) return { tokens: capacity, at: now };
  return bucket.at > now + WRONG ? { tokens: 0, at: now } : bucket;
}
