import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../shared/quota/book.ts';
import { takeTokens, waitForTurn } from '../../../shared/quota/write-tokens.ts';
import { manualClock } from '../../world/clock.ts';

const ZONE = { id: 'Z1', name: 'example.com', private: false };
const AHEAD = { turnBy: 0, readyBy: 0 };

/** A clock, and pauses that take so much of what is asked, one after the other. */
function waiting(...parts: number[]) {
  const clock = manualClock(0);
  let pauses = 0;
  const pause = async (milliseconds: number) => {
    clock.advance(milliseconds * (parts[pauses % parts.length] ?? 1));
    pauses += 1;
  };
  return { now: clock.now, pause, pauses: () => pauses };
}

describe('waiting for a turn', () => {
  it.each([
    ['the shortest', [0.5]],
    ['the longest', [1.5]],
    ['any', [0.5, 1.5, 1, 0.7, 1.3]],
  ])('%s pauses that jitter makes end at its time, or 30 ms later', async (_, parts) => {
    for (const from of [0, 1, 20, 31, 999, 30_000]) {
      const clock = waiting(...parts);
      expect(await waitForTurn(from, clock)).toBe(true);
      expect(clock.now()).toBeGreaterThanOrEqual(from);
      expect(clock.now()).toBeLessThanOrEqual(from + 30);
    }
  });

  it.each([
    [2000, true],
    [2001, false],
  ])('that was %i ms ago: %s', async (now, isGood) => {
    const clock = waiting(1);
    await clock.pause(now);
    expect(await waitForTurn(0, clock)).toBe(isGood);
  });
});

describe('taking the tokens of a request', () => {
  const booking = (...from: number[]): Booking => ({ from, later: from.length > 0 ? [] : [12_300] });

  it('waits for them', async () => {
    const clock = waiting(1);
    expect(await takeTokens(async () => booking(500), ZONE, 1, AHEAD, clock)).toBeUndefined();
    expect(clock.now()).toBeGreaterThanOrEqual(500);
  });

  it('tells when there could be some', async () => {
    const error = await takeTokens(async () => booking(), ZONE, 1, AHEAD, waiting(1));
    expect(error).toMatchObject({ name: 'OutOfQuota', retryAfter: 13 });
    expect(error?.message).toBe(
      "The share of Route 53's quota is spent (quota in the settings): comes back when there are tokens, in about 13 s",
    );
  });

  it('takes others where it came too late for those', async () => {
    const late = { ...waiting(1), pause: async (milliseconds: number) => clock.pause(milliseconds + 9_000) };
    const clock = waiting(1);
    const bookings = [booking(500), booking(9_700), booking()];
    const taking = takeTokens(async () => bookings.shift() ?? booking(), ZONE, 1, AHEAD, {
      now: clock.now,
      pause: late.pause,
    });
    expect(await taking).toMatchObject({ name: 'OutOfQuota' });
    expect(bookings).toEqual([]);
  });

  it('gives up where it comes too late every time', async () => {
    const clock = waiting(1);
    let bookings = 0;
    const late = async () => {
      bookings += 1;
      const from = clock.now();
      await clock.pause(2_001);
      return booking(from);
    };
    expect(await takeTokens(late, ZONE, 1, AHEAD, clock)).toMatchObject({
      name: 'OutOfQuota',
      retryAfter: 1,
    });
    expect(bookings).toBe(5);
  });

  it('hands over why the ledger fails', async () => {
    const fails = async () => {
      throw new Error('AccessDeniedException');
    };
    expect(await takeTokens(fails, ZONE, 1, AHEAD, waiting(1))).toMatchObject({
      message: 'AccessDeniedException',
    });
  });
});
