import { SignpostError } from '../errors.ts';
import type { ReadQuotaRow } from '../ledger/read-rows.ts';
import { SCHEMA } from '../ledger/rows.ts';
import type { WriteRows } from '../ledger/write-rows.ts';
import type { QuotaSettings } from '../settings.ts';
import { accountOf } from '../zones/account-of.ts';
import type { Zone } from '../zones/zone.ts';
import { type Ahead, type Booking, book } from './book.ts';

/**
 * Books tokens for requests to Route 53 about a zone, each with so many changes; 0 for one that only reads. Throws where
 * the ledger cannot be read or written: then nothing may be sent.
 */
export type BookTokens = (
  zone: Zone,
  changes: readonly number[],
  ahead: Ahead,
  clock: Clock,
) => Promise<Booking>;

/** The clock by which it will be used. */
export interface Clock {
  /** Epoch ms. */
  readonly now: () => number;
}

/** Who loses the row to another books again. Few run at once; so often nobody loses by chance. */
const ATTEMPTS = 12;
const PAUSE = { first: 10, longest: 500 } as const;

export interface Booker {
  readonly readQuotaRow: ReadQuotaRow;
  readonly writeRows: WriteRows;
  readonly settings: QuotaSettings;
  /** The account that this runs in: that of zones without a role. */
  readonly account: string;
  readonly newId: () => string;
  /** Waits about so many milliseconds, with jitter. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Bookings in the ledger row of the zone's account. Those of one process wait for each other instead of losing. */
export function writeBookings(booker: Booker): BookTokens {
  let last: Promise<unknown> = Promise.resolve();
  return (zone, changes, ahead, clock) => {
    const turn = last.then(() => bookOnce(booker, zone, changes, ahead, clock));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function bookOnce(
  { readQuotaRow, writeRows, settings, account: own, newId, pause }: Booker,
  zone: Zone,
  changes: readonly number[],
  ahead: Ahead,
  clock: Clock,
): Promise<Booking> {
  const account = accountOf(zone, own);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(Math.min(PAUSE.longest, PAUSE.first * 2 ** attempt));
    const before = await readQuotaRow(account);
    const { buckets, ...booking } = book(before, changes, clock.now(), settings, ahead);
    if (booking.from.length === 0) return booking;
    const row = { ...buckets, rev: newId(), schema: SCHEMA, account };
    const result = await writeRows([{ kind: 'quota', row, ifVersion: before?.rev ?? '' }]);
    if (result === 'written') return booking;
  }
  throw new SignpostError(
    `The quota row of account ${account} was written by others ${ATTEMPTS} times in a row: nothing is sent without ` +
      'tokens, and what was to be sent comes back. If this goes on, something else writes that row of the ledger.',
  );
}
