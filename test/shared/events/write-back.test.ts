import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { pauseOf, writeBack } from '../../../shared/events/write-back.ts';

describe('a message comes back', () => {
  it.each([
    ['soon after its first failure', { receives: 1 }, [4, 5]],
    ['later after each', { receives: 4 }, [32, 40]],
    ['after a quarter of an hour at the most', { receives: 100 }, [720, 900]],
    [
      'when there may be what it waits for, or up to as much later',
      { receives: 1, retryAfter: 12 },
      [12, 24],
    ],
    ['the more spread the more often others were faster', { receives: 3, retryAfter: 12 }, [12, 48]],
    ['also for the tenth time', { receives: 10, retryAfter: 1 }, [1, 11]],
    ['later after each from then on, as if it failed', { receives: 15, retryAfter: 1 }, [64, 80]],
    ['at last after a quarter of an hour', { receives: 40, retryAfter: 1 }, [720, 900]],
    ['within a quarter of an hour though it waits for more', { receives: 1, retryAfter: 5_000 }, [900, 900]],
    ['also where it may never come', { receives: 1, retryAfter: Number.POSITIVE_INFINITY }, [900, 900]],
  ])('%s', (_, message, seconds) => {
    expect([pauseOf(message, 0), pauseOf(message, 1)]).toEqual(seconds);
  });

  it('by a visibility of its own', async () => {
    const entries: { ReceiptHandle?: string; VisibilityTimeout?: number }[] = [];
    const client = {
      send: async ({ input }: { input: { Entries: typeof entries } }) => entries.push(...input.Entries),
    } as unknown as SQSClient;
    const message = (id: string, retryAfter?: number) => ({
      messageId: id,
      receiptHandle: id,
      body: '',
      receives: 1,
      retryAfter,
    });
    await writeBack(client, 'queue', 'dead').later([message('a'), message('b', 100)]);
    expect(entries.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(['a', 'b']);
    expect(entries[0]?.VisibilityTimeout).toBeLessThanOrEqual(5);
    expect(entries[1]?.VisibilityTimeout).toBeGreaterThanOrEqual(100);
  });
});
