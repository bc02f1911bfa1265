import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { QuotaRow } from '../../../shared/ledger/quota-row.ts';
import { readQuotaRow } from '../../../shared/ledger/read-rows.ts';
import { type WriteRows, writeRows } from '../../../shared/ledger/write-rows.ts';
import { writeBookings } from '../../../shared/quota/write-bookings.ts';
import { worldClient } from '../../world/client.ts';
import { type EventClock, eventClock } from '../../world/clock.ts';
import { createDynamoDB } from '../../world/dynamodb/world.ts';

const CALLER = { account: '000000000000', region: 'us-east-1' };
const SHARE = { requests: { perSecond: 10, burst: 50 }, changes: { perSecond: 100, burst: 1000 } };
const ZONE = { id: 'Z1', name: 'example.com', private: false };
const OTHERS = { ...ZONE, roleArn: 'arn:aws:iam::111111111111:role/dns', externalId: 'x' };

/** The ledger over a wire on which each call takes its time, and processes that book in it. */
function table(clock: EventClock) {
  const world = createDynamoDB({ clock: clock.now });
  world.createTable({ name: 'ledger', ttlAttribute: 'expires' });
  const near = worldClient<DynamoDBDocumentClient>(world.operations, CALLER);
  let calls = 0;
  const client = {
    send: async (command: never) => {
      calls += 1;
      await clock.sleep(3 + (calls % 5));
      return near.send(command);
    },
  } as unknown as DynamoDBDocumentClient;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const pause = (milliseconds: number) => clock.sleep(milliseconds * (0.5 + ((ids * 7) % 10) / 10));
  return {
    world,
    row: (account = CALLER.account) =>
      world.items('ledger').find(({ pk }) => pk === `quota#${account}`) as QuotaRow | undefined,
    process: (write: WriteRows = writeRows(client, 'ledger', pause, newId)) => {
      const read = readQuotaRow(client, 'ledger', pause);
      const own = { readQuotaRow: read, writeRows: write, settings: SHARE, account: CALLER.account };
      return writeBookings({ ...own, newId, pause });
    },
  };
}
const ahead = ({ now }: EventClock) => ({ turnBy: now() + 10_000, readyBy: now() + 60_000 });

async function until<Result>(clock: EventClock, promise: Promise<Result>): Promise<Result> {
  let isOver = false;
  promise
    .finally(() => {
      isOver = true;
    })
    .catch(() => undefined);
  await clock.runUntil(() => isOver);
  return promise;
}

describe('bookings', () => {
  it('of several processes at once are all in the row, none twice', async () => {
    const clock = eventClock();
    const { process, row } = table(clock);
    const began = clock.now();
    const four = [1, 2, 3, 4].map(() => process());
    const bookings = four.flatMap((book) =>
      [7, 11].map((changes) => book(ZONE, [changes], ahead(clock), clock)),
    );
    const all = await until(clock, Promise.all(bookings));
    expect(all.flatMap(({ from }) => from)).toHaveLength(8);
    const { requests, changes } = row() ?? {};
    expect(requests?.tokens).toBeCloseTo(Math.min(20, 12 + (10 * ((requests?.at ?? 0) - began)) / 1000), 0);
    expect(changes?.tokens).toBeLessThan(700 - 4 * 18 + (100 * (clock.now() - began)) / 1000);
    expect(clock.now() - began).toBeLessThan(2_000);
  });

  it('of one process wait for each other, and lose nothing to each other', async () => {
    const clock = eventClock();
    const { process, world } = table(clock);
    const book = process();
    await until(clock, Promise.all(Array.from({ length: 30 }, () => book(ZONE, [1], ahead(clock), clock))));
    expect(world.calls['TransactWriteItems']).toBe(30);
  });

  it('are kept by account of the zone', async () => {
    const clock = eventClock();
    const { process, row } = table(clock);
    const book = process();
    await until(
      clock,
      Promise.all([book(ZONE, [1], ahead(clock), clock), book(OTHERS, [2], ahead(clock), clock)]),
    );
    expect([row()?.changes.tokens, row('111111111111')?.changes.tokens]).toEqual([699, 698]);
    expect(row('111111111111')).toMatchObject({ account: '111111111111', schema: 5 });
  });

  it('that get nothing write nothing', async () => {
    const clock = eventClock();
    const { process, row } = table(clock);
    const now = clock.now();
    const booking = await until(clock, process()(ZONE, [1], { turnBy: now - 1, readyBy: now - 1 }, clock));
    expect(booking.from).toEqual([]);
    expect(booking.later).toHaveLength(1);
    expect(row()).toBeUndefined();
  });

  it('that are lost every time end with an error, in bounded time', async () => {
    const clock = eventClock();
    const { process } = table(clock);
    const began = clock.now();
    let writes = 0;
    const book = process(async () => {
      writes += 1;
      return 'lost';
    });
    await expect(until(clock, book(ZONE, [1], ahead(clock), clock))).rejects.toThrow(
      'The quota row of account 000000000000 was written by others 12 times in a row',
    );
    expect(writes).toBe(12);
    expect(clock.now() - began).toBeLessThan(6_000);
    // Whoever comes after is not kept by it.
    await expect(until(clock, book(ZONE, [1], ahead(clock), clock))).rejects.toThrow('12 times');
  });

  it('of which nobody knows whether they were written count as none', async () => {
    const clock = eventClock();
    const { process } = table(clock);
    const book = process(async () => {
      throw new Error('InternalServerError');
    });
    await expect(until(clock, book(ZONE, [1], ahead(clock), clock))).rejects.toThrow('InternalServerError');
  });
});
