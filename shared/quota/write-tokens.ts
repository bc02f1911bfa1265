import { OutOfQuota } from '../errors.ts';
import type { Zone } from '../zones/zone.ts';
import type { Ahead } from './book.ts';
import { LIFE } from './bucket.ts';
import type { BookTokens, Clock } from './write-bookings.ts';

export interface Waiting extends Clock {
  /** Waits about so many milliseconds: half as much again at the most. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Who comes too late so often has no time for more. */
const ATTEMPTS = 5;
/** Milliseconds of the last step of a wait. */
const SHORTEST = 20;

/**
 * Takes the tokens of one request and waits until they are there. Returns why it may not be sent, where they cannot be had
 * in time or the ledger fails.
 */
export async function takeTokens(
  bookTokens: BookTokens,
  zone: Zone,
  changes: number,
  ahead: Ahead,
  waiting: Waiting,
): Promise<Error | undefined> {
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { from, later } = await bookTokens(zone, [changes], ahead, waiting);
      const [at] = from;
      if (at === undefined) return outOfQuota(later[0] ?? Number.POSITIVE_INFINITY, waiting.now());
      if (await waitForTurn(at, waiting)) return undefined;
    }
    return outOfQuota(waiting.now(), waiting.now());
  } catch (error) {
    return error instanceof Error ? error : new Error('The ledger failed without an error', { cause: error });
  }
}

/** Waits for a booking's time. False where it came too late to use it: then its tokens are lost, and others are needed. */
export async function waitForTurn(from: number, { now, pause }: Waiting): Promise<boolean> {
  for (let left = from - now(); left > 0; left = from - now())
    // Two thirds: whatever the jitter, only the last step goes past the time.
    await pause(Math.max(SHORTEST, (2 / 3) * left));
  return now() <= from + LIFE;
}

export function outOfQuota(ready: number, now: number): OutOfQuota {
  return new OutOfQuota(Math.max(1, Math.ceil((ready - now) / 1000)));
}
