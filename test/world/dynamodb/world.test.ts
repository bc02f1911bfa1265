import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
  type ScanCommandOutput,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { worldClient } from '../client.ts';
import { manualClock } from '../clock.ts';
import { createDynamoDB } from './world.ts';

const TableName = 'ledger';

function start() {
  const clock = manualClock();
  const world = createDynamoDB({ clock: clock.now });
  world.createTable({ name: TableName, ttlAttribute: 'expires' });
  const client = worldClient<DynamoDBDocumentClient>(world.operations, {
    account: '111111111111',
    region: 'us-east-1',
  });
  const put = (pk: string, rest: object = {}) =>
    client.send(new PutCommand({ TableName, Item: { pk, ...rest } }));
  const get = async (pk: string) => (await client.send(new GetCommand({ TableName, Key: { pk } }))).Item;
  return { clock, world, client, put, get };
}

describe('transactions', () => {
  it('give the item that stood with a lost condition, as attribute values', async () => {
    const { client, put, get } = start();
    await put('a', { rev: 'r1', names: new Set(['x']) });
    const lost = client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName, Item: { pk: 'b' } } },
          {
            Put: {
              TableName,
              Item: { pk: 'a', rev: 'r3' },
              ConditionExpression: 'rev = :rev',
              ExpressionAttributeValues: { ':rev': 'r2' },
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ],
      }),
    );
    await expect(lost).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { pk: { S: 'a' }, rev: { S: 'r1' }, names: { SS: ['x'] } } },
      ],
    });
    expect(await get('b')).toBeUndefined();
    expect(await get('a')).toEqual({ pk: 'a', rev: 'r1', names: new Set(['x']) });
  });
});

describe('updates', () => {
  it.each([
    [
      'SET a = :v, b = if_not_exists(a, :v)',
      { a: 9, b: 1, list: [1], map: { x: 1 }, set: new Set(['p', 'q']) },
    ],
    ['SET #m.#k = :v REMOVE a', { list: [1], map: { x: 1, new: 9 }, set: new Set(['p', 'q']) }],
    ['REMOVE #m.x, #s', { a: 1, list: [1], map: {} }],
    ['SET a = a + :v', { a: 10, list: [1], map: { x: 1 }, set: new Set(['p', 'q']) }],
    ['ADD a :v DELETE #s :q', { a: 10, list: [1], map: { x: 1 }, set: new Set(['p']) }],
    ['DELETE #s :pq', { a: 1, list: [1], map: { x: 1 } }],
  ])('%s', async (expression, expected) => {
    const { client, put, get } = start();
    await put('i', { a: 1, list: [1], map: { x: 1 }, set: new Set(['p', 'q']) });
    const names: Record<string, string> = { '#m': 'map', '#k': 'new', '#s': 'set' };
    const values: Record<string, unknown> = { ':v': 9, ':q': new Set(['q']), ':pq': new Set(['p', 'q']) };
    const used = <T>(all: Record<string, T>) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => expression.split(/[\s,().]+/).includes(key)));
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'i' },
        UpdateExpression: expression,
        ExpressionAttributeNames: used(names),
        ExpressionAttributeValues: used(values),
      }),
    );
    expect(await get('i')).toEqual({ pk: 'i', ...expected });
  });
});

describe('reads', () => {
  it('give back what does not fit in 16 MB as unprocessed', async () => {
    const { client, put } = start();
    const keys = Array.from({ length: 50 }, (_, index) => ({ pk: `n${index}` }));
    for (const { pk } of keys) await put(pk, { text: 'x'.repeat(390 * 1024) });
    const seen = new Set<string>();
    let asked = keys;
    let calls = 0;
    while (asked.length > 0) {
      const { Responses: found, UnprocessedKeys: rest } = await client.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: asked, ConsistentRead: true } } }),
      );
      for (const item of found?.[TableName] ?? []) seen.add(String(item['pk']));
      asked = (rest?.[TableName]?.Keys ?? []) as { pk: string }[];
      calls += 1;
    }
    expect([seen.size, calls]).toEqual([50, 2]);
  });

  it('leave keys unprocessed when told to', async () => {
    const { client, put, world } = start();
    await put('a');
    await put('b');
    world.inject('BatchGetItem', { unprocessed: 1 });
    const answer = await client.send(
      new BatchGetCommand({
        RequestItems: { [TableName]: { Keys: [{ pk: 'a' }, { pk: 'b' }], ConsistentRead: true } },
      }),
    );
    expect(answer.Responses).toEqual({ [TableName]: [{ pk: 'a' }] });
    expect(answer.UnprocessedKeys).toEqual({ [TableName]: { Keys: [{ pk: 'b' }], ConsistentRead: true } });
  });

  it('scan by pages of 1 MB or Limit, and filter after counting', async () => {
    const { client, put } = start();
    for (let index = 0; index < 10; index += 1) await put(`lb#${index}`, { text: 'x'.repeat(300 * 1024) });
    for (let index = 0; index < 10; index += 1) await put(`name#${index}`);
    const scan = async (input: object) => {
      const pages: string[][] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page: ScanCommandOutput = await client.send(
          new ScanCommand({
            TableName,
            ...input,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        pages.push((page.Items ?? []).map((item) => String(item['pk'])));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return pages;
    };
    const pages = await scan({ ProjectionExpression: 'pk' });
    expect(pages.flat().sort()).toHaveLength(20);
    expect(new Set(pages.flat()).size).toBe(20);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(await scan({ Limit: 5 })).toHaveLength(5);
    const names = await scan({
      Limit: 5,
      FilterExpression: 'begins_with(pk, :p)',
      ExpressionAttributeValues: { ':p': 'name#' },
    });
    expect(names.flat()).toHaveLength(10);
    expect(names).toHaveLength(5);
  });
});

describe('time to live', () => {
  it('deletes nothing by itself', async () => {
    const { clock, get, put, world } = start();
    await put('a', { expires: clock.now() / 1000 + 60 });
    await put('b', { expires: clock.now() / 1000 + 7200 });
    clock.advance(3_600_000);
    expect(await get('a')).toBeDefined();
    expect(world.sweepExpired()).toBe(1);
    expect(world.items(TableName)).toMatchObject([{ pk: 'b' }]);
  });
});
