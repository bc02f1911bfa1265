import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  ScanCommand,
  type ScanCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { DynamoDBRowId } from '../rows/dynamodb.ts';
import { kilobytes, numbered, type Stage, TableName } from './stage.ts';

export function itemCases(contract: Contract<DynamoDBRowId>, stage: Stage): void {
  const { client } = stage;
  const put = (pk: string, rest: Record<string, unknown> = {}) =>
    client.send(new PutCommand({ TableName, Item: { pk, ...rest } }));
  const get = async (pk: string) =>
    (await client.send(new GetCommand({ TableName, Key: { pk }, ConsistentRead: true }))).Item;
  const batch = (keys: readonly string[]) =>
    client.send(
      new BatchGetCommand({
        RequestItems: { [TableName]: { Keys: keys.map((pk) => ({ pk })), ConsistentRead: true } },
      }),
    );

  contract('dynamodb.plain.conflict', async () => {
    await put('a');
    const end = stage.world.hold(TableName, 'a');
    const conflict = { name: 'TransactionConflictException', $metadata: { attempts: 1 } };
    await expect(put('a')).rejects.toMatchObject(conflict);
    const update = new UpdateCommand({ TableName, Key: { pk: 'a' }, UpdateExpression: 'REMOVE x' });
    await expect(client.send(update)).rejects.toMatchObject(conflict);
    const remove = new DeleteCommand({ TableName, Key: { pk: 'a' } });
    await expect(client.send(remove)).rejects.toMatchObject(conflict);
    expect(await get('a')).toEqual({ pk: 'a' });
    end();
    await client.send(remove);
  });

  contract('dynamodb.plain.condition', async () => {
    await put('a', { rev: 1 });
    const lost = new PutCommand({
      TableName,
      Item: { pk: 'a' },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(client.send(lost)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { pk: { S: 'a' }, rev: { N: '1' } },
    });
  });

  contract('dynamodb.batch-get.100-keys', async () => {
    await expect(batch(numbered(101))).rejects.toMatchObject({ name: 'ValidationException' });
    await batch(numbered(100));
  });

  contract('dynamodb.batch-get.16-mb', async () => {
    for (const pk of numbered(45)) await put(pk, { text: kilobytes(390) });
    const first = await batch(numbered(45));
    expect(first.Responses?.[TableName]).toHaveLength(42);
    const rest = (first.UnprocessedKeys?.[TableName]?.Keys ?? []).map(({ pk }) => String(pk));
    expect((await batch(rest)).Responses?.[TableName]).toHaveLength(3);
  });

  contract('dynamodb.batch-get.unprocessed', async () => {
    await put('a');
    await put('b');
    stage.world.inject('BatchGetItem', { unprocessed: 1 });
    const { Responses: found, UnprocessedKeys: rest } = await batch(['a', 'b']);
    expect(found).toEqual({ [TableName]: [{ pk: 'a' }] });
    expect(rest).toEqual({ [TableName]: { Keys: [{ pk: 'b' }], ConsistentRead: true } });
    expect((await client.send(new BatchGetCommand({ RequestItems: rest }))).Responses).toEqual({
      [TableName]: [{ pk: 'b' }],
    });
  });

  contract('dynamodb.batch-get.consistent', async () => {
    await batch(['a']);
    expect(JSON.parse(stage.requests[0]?.body ?? '')).toEqual({
      RequestItems: { [TableName]: { Keys: [{ pk: { S: 'a' } }], ConsistentRead: true } },
    });
  });

  contract('dynamodb.batch-get.no-order', async () => {
    for (const pk of ['a', 'b', 'c']) await put(pk);
    const found =
      (await batch(['a', 'absent', 'b', 'c'])).Responses?.[TableName]?.map(({ pk }) => String(pk)) ?? [];
    expect(found).not.toEqual(['a', 'b', 'c']);
    expect(found.toSorted()).toEqual(['a', 'b', 'c']);
  });

  contract('dynamodb.item.400-kb', async () => {
    await put('a', { text: kilobytes(399) });
    await expect(put('a', { text: kilobytes(400) })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put('a', { text: kilobytes(399), ['n'.repeat(1100)]: true })).rejects.toMatchObject({
      message: 'Item size has exceeded the maximum allowed size',
    });
  });

  contract('dynamodb.item.empty-sets', async () => {
    await put('a', {
      names: new Set(['x']),
      numbers: new Set([1, 2]),
      bytes: new Uint8Array([1, 2]),
      nothing: null,
    });
    expect(await get('a')).toEqual({
      pk: 'a',
      names: new Set(['x']),
      numbers: new Set([1, 2]),
      bytes: new Uint8Array([1, 2]),
      nothing: null,
    });
    const empty = new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, names: { SS: [] } } });
    await expect(stage.plain.send(empty)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  contract('dynamodb.item.reserved-words', async () => {
    await put('a');
    const update = (more: object) =>
      client.send(
        new UpdateCommand({ TableName, Key: { pk: 'a' }, UpdateExpression: 'REMOVE schema', ...more }),
      );
    await expect(update({})).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: schema',
    });
    await update({ UpdateExpression: 'REMOVE #s', ExpressionAttributeNames: { '#s': 'schema' } });
  });

  contract('dynamodb.scan.pages', async () => {
    for (const pk of numbered(8)) await put(pk, { text: kilobytes(300) });
    const read = async (input: object) => {
      const counts: number[] = [];
      let page: ScanCommandOutput | undefined;
      do {
        page = await client.send(
          new ScanCommand({
            TableName,
            ...input,
            ...(page ? { ExclusiveStartKey: page.LastEvaluatedKey } : {}),
          }),
        );
        counts.push(page.Count ?? 0);
      } while (page.LastEvaluatedKey !== undefined);
      return counts;
    };
    expect(await read({})).toEqual([4, 4, 0]);
    expect(await read({ Limit: 3 })).toEqual([3, 3, 2]);
  });

  contract('dynamodb.ttl.late', async () => {
    await put('a', { expires: stage.clock.now() / 1000 });
    stage.clock.advance(48 * 3_600_000);
    expect(await get('a')).toBeDefined();
    stage.world.sweepExpired();
    expect(await get('a')).toBeUndefined();
  });
}
