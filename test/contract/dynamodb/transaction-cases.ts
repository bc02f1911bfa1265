import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { DynamoDBRowId } from '../rows/dynamodb.ts';
import { kilobytes, numbered, put, putIf, type Stage, TableName } from './stage.ts';

const cancelled = (...codes: string[]) => ({
  name: 'TransactionCanceledException',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
  CancellationReasons: codes.map((Code) => ({ Code })),
});

export function transactionCases(contract: Contract<DynamoDBRowId>, stage: Stage): void {
  const { transact, keys } = stage;

  contract('dynamodb.transact.100-items', async () => {
    await expect(transact(numbered(101).map((pk) => put(pk)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await transact(numbered(100).map((pk) => put(pk)));
    expect(keys()).toHaveLength(100);
  });

  contract('dynamodb.transact.4-mb', async () => {
    const text = kilobytes(399);
    await expect(transact(numbered(11).map((pk) => put(pk, { text })))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await transact(numbered(10).map((pk) => put(pk, { text })));
  });

  contract('dynamodb.transact.one-item-once', async () => {
    await expect(transact([put('a'), { Delete: { TableName, Key: { pk: 'a' } } }])).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
  });

  contract('dynamodb.transact.all-or-nothing', async () => {
    await transact([put('a')]);
    await expect(transact([put('b'), putIf('a', 'attribute_not_exists(pk)')])).rejects.toThrow();
    expect(keys()).toEqual(['a']);
    await transact([
      put('b'),
      putIf('c', 'attribute_not_exists(pk)'),
      { Delete: { TableName, Key: { pk: 'a' } } },
    ]);
    expect(keys()).toEqual(['b', 'c']);
  });

  contract('dynamodb.cancelled.reasons', async () => {
    await transact([put('a'), put('c')]);
    const end = stage.world.hold(TableName, 'c');
    await expect(
      transact([put('b'), putIf('a', 'attribute_not_exists(pk)'), put('c')]),
    ).rejects.toMatchObject(cancelled('None', 'ConditionalCheckFailed', 'TransactionConflict'));
    end();
  });

  contract('dynamodb.cancelled.condition', async () => {
    await transact([put('a', { rev: 'r1', names: new Set(['x']) })]);
    await expect(transact([put('b'), putIf('a', 'rev = :rev', { ':rev': 'r0' })])).rejects.toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          // The document client leaves it as attribute values.
          Item: { pk: { S: 'a' }, rev: { S: 'r1' }, names: { SS: ['x'] } },
        },
      ],
    });
    await transact([putIf('a', 'rev = :rev', { ':rev': 'r1' })]);
  });

  contract('dynamodb.cancelled.conflict', async () => {
    await transact([put('a')]);
    const end = stage.world.hold(TableName, 'a');
    await expect(transact([put('b'), put('a')], 'token')).rejects.toMatchObject(
      cancelled('None', 'TransactionConflict'),
    );
    end();
    await transact([put('b'), put('a')], 'token');
    expect(keys()).toEqual(['a', 'b']);
  });

  for (const reason of ['ThrottlingError', 'ProvisionedThroughputExceeded'] as const) {
    contract('dynamodb.cancelled.throttled', reason, async () => {
      stage.world.inject('TransactWriteItems', { reason, pk: 'b' });
      await expect(transact([put('a'), put('b')])).rejects.toMatchObject(cancelled('None', reason));
      await transact([put('a'), put('b')]);
    });
  }

  contract('dynamodb.cancelled.never-retry', 'ValidationError', async () => {
    const oversized = [put('a'), put('b', { text: kilobytes(400) })];
    await expect(transact(oversized)).rejects.toMatchObject(cancelled('None', 'ValidationError'));
    await expect(transact(oversized)).rejects.toMatchObject(cancelled('None', 'ValidationError'));
  });

  contract('dynamodb.cancelled.never-retry', 'ItemCollectionSizeLimitExceeded', async () => {
    stage.world.inject('TransactWriteItems', { reason: 'ItemCollectionSizeLimitExceeded' });
    await expect(transact([put('a')])).rejects.toMatchObject(cancelled('ItemCollectionSizeLimitExceeded'));
  });

  contract('dynamodb.cancelled.sdk-retries', async () => {
    for (const reason of [
      'TransactionConflict',
      'ThrottlingError',
      'ProvisionedThroughputExceeded',
    ] as const) {
      stage.world.inject('TransactWriteItems', { reason });
      await expect(transact([put('a')])).rejects.toMatchObject({ $metadata: { attempts: 1 } });
    }
    expect(stage.world.calls['TransactWriteItems']).toBe(3);
  });

  contract('dynamodb.token.in-progress', async () => {
    const inProgress = { error: 'TransactionInProgressException', message: 'still at work' };
    stage.world.inject('TransactWriteItems', inProgress);
    await transact([put('a')], 'token');
    expect(stage.world.calls['TransactWriteItems']).toBe(2);
    for (let attempt = 0; attempt < 3; attempt += 1) stage.world.inject('TransactWriteItems', inProgress);
    await expect(transact([put('b')], 'other')).rejects.toMatchObject({
      name: 'TransactionInProgressException',
      message: 'still at work',
    });
  });

  contract('dynamodb.token.ten-minutes', async () => {
    await transact([putIf('a', 'attribute_not_exists(pk)')], 'token');
    stage.clock.advance(599_999);
    await transact([putIf('a', 'attribute_not_exists(pk)')], 'token');
    stage.clock.advance(1);
    await expect(transact([putIf('a', 'attribute_not_exists(pk)')], 'token')).rejects.toMatchObject(
      cancelled('ConditionalCheckFailed'),
    );
  });

  contract('dynamodb.token.mismatch', async () => {
    await transact([put('a')], 'token');
    await expect(transact([put('b')], 'token')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  contract('dynamodb.token.by-sdk', async () => {
    await transact([put('a')]);
    await transact([put('a')]);
    const tokens = stage.requests.map(
      ({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken,
    );
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.every((token) => token.length > 0)).toBe(true);
  });
}
