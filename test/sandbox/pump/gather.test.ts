import { expect, it } from 'vitest';
import { gather } from './gather.ts';

/** A queue whose messages are there from given times on, and a clock that moves when somebody waits. */
function queue(arrivals: readonly number[], body = '') {
  let now = 0;
  let taken = 0;
  return {
    receive: async (max: number) => {
      const there = arrivals.filter((at) => at <= now).length - taken;
      const received = Math.min(there, max, 10);
      const messages = Array.from({ length: received }, (_, index) => ({
        MessageId: String(taken + index),
        Body: body,
      }));
      taken += received;
      now += 1;
      return messages;
    },
    waiting: {
      now: () => now,
      pause: async (milliseconds: number) => {
        now += milliseconds;
      },
      stopped: () => now > 60_000,
    },
    now: () => now,
  };
}

const gathered = async (
  mapping: { batchSize: number; window: number },
  arrivals: number[],
  body?: string,
) => {
  const { receive, waiting, now } = queue(arrivals, body);
  const batch = await gather(mapping, receive, waiting);
  return { size: batch.length, now: now() };
};

it('ends when the batch is full, long before the window', async () => {
  const { size, now } = await gathered({ batchSize: 25, window: 5_000 }, Array(100).fill(0));
  expect(size).toBe(25);
  expect(now).toBeLessThan(10);
});

it('waits for the window after the first message, and no longer', async () => {
  const { size, now } = await gathered({ batchSize: 1000, window: 2_000 }, [500, 1_000, 2_400, 2_700]);
  expect(size).toBe(3);
  expect(now).toBeGreaterThanOrEqual(2_500);
  expect(now).toBeLessThan(2_600);
});

it('takes what one look gives when there is no window', async () => {
  expect((await gathered({ batchSize: 10, window: 0 }, Array(4).fill(300))).size).toBe(4);
});

it('keeps a batch under six megabytes', async () => {
  const large = 'x'.repeat(200_000);
  const { size } = await gathered({ batchSize: 1000, window: 5_000 }, Array(100).fill(0), large);
  expect(size * large.length).toBeLessThan(6 * 1024 * 1024);
  expect(size).toBeGreaterThanOrEqual(10);
});

it('gives nothing when it is stopped', async () => {
  expect((await gathered({ batchSize: 10, window: 0 }, [])).size).toBe(0);
});
