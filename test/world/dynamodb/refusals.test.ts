import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../caller.ts';
import { manualClock } from '../clock.ts';
import { createDynamoDB, type DynamoDBWorld } from './world.ts';

const caller: Caller = { account: '111111111111', region: 'us-east-1' };
const TableName = 'ledger';
const text = (kilobytes: number) => 'x'.repeat(kilobytes * 1024);

let world: DynamoDBWorld;
const clock = manualClock();

/** `Name: message`, the codes of the reasons if there are any, or `done`. */
function call(operation: string, input: unknown): string {
  try {
    world.operations[operation]?.(input, caller);
    return 'done';
  } catch (error) {
    const {
      name,
      message,
      CancellationReasons: reasons,
    } = error as Error & { CancellationReasons?: { Code: string }[] };
    return reasons === undefined
      ? `${name}: ${message}`
      : `${name}: ${reasons.map(({ Code }) => Code).join(' ')}`;
  }
}
const put = (pk: string, rest: object = {}) => ({ TableName, Item: { pk, ...rest } });
const transact = (...TransactItems: object[]) => ['TransactWriteItems', { TransactItems }] as const;
const invalid = (message: string) => `ValidationException: ${message}`;
const cancelled = (...codes: string[]) => `TransactionCanceledException: ${codes.join(' ')}`;
const condition = (pk: string, ConditionExpression: string, more: object = {}) => ({
  ConditionCheck: { TableName, Key: { pk }, ConditionExpression, ...more },
});

beforeEach(() => {
  world = createDynamoDB({ clock: clock.now });
  world.createTable({ name: TableName, ttlAttribute: 'expires' });
  call('PutItem', put('old', { ver: 1, names: new Set(['a']), map: { inner: 1 } }));
});

type Row = [name: string, operation: string, input: unknown, answer: string];
const rows: Row[] = [
  // shape of a transaction
  [
    '100 items',
    ...transact(...Array.from({ length: 100 }, (_, index) => ({ Put: put(`n${index}`) }))),
    'done',
  ],
  [
    '101 items',
    ...transact(...Array.from({ length: 101 }, (_, index) => ({ Put: put(`n${index}`) }))),
    invalid(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100",
    ),
  ],
  [
    'no items',
    ...transact(),
    invalid(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  ],
  [
    'an item twice',
    ...transact({ Put: put('a') }, condition('a', 'attribute_exists(pk)')),
    invalid('Transaction request cannot include multiple operations on one item'),
  ],
  [
    'two operations in one entry',
    ...transact({ Put: put('a'), Delete: { TableName, Key: { pk: 'b' } } }),
    invalid('TransactItems can only contain one of Check, Put, Update or Delete'),
  ],
  [
    '4 MB',
    ...transact(...Array.from({ length: 10 }, (_, index) => ({ Put: put(`n${index}`, { t: text(399) }) }))),
    'done',
  ],
  [
    'more than 4 MB',
    ...transact(...Array.from({ length: 11 }, (_, index) => ({ Put: put(`n${index}`, { t: text(399) }) }))),
    invalid('Transaction size exceeded: the items of a transaction may have 4 MB at most'),
  ],
  // reasons
  [
    'a condition lost',
    ...transact(
      { Put: put('a') },
      { Put: { ...put('old'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ),
    cancelled('None', 'ConditionalCheckFailed'),
  ],
  [
    'several conditions lost',
    ...transact(
      condition('old', 'ver = :v', { ExpressionAttributeValues: { ':v': 2 } }),
      condition('a', 'attribute_exists(pk)'),
    ),
    cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed'),
  ],
  [
    'an item beyond 400 KB',
    ...transact({ Put: put('a') }, { Put: put('b', { t: text(400) }) }),
    cancelled('None', 'ValidationError'),
  ],
  [
    'a key that does not fit',
    ...transact({ Delete: { TableName, Key: { id: 'a' } } }),
    cancelled('ValidationError'),
  ],
  // items
  ['an item of almost 400 KB', 'PutItem', put('a', { t: text(399) }), 'done'],
  [
    'an item beyond 400 KB put',
    'PutItem',
    put('a', { t: text(400) }),
    invalid('Item size has exceeded the maximum allowed size'),
  ],
  [
    'attribute names count',
    'PutItem',
    put('a', { t: text(399), ['n'.repeat(1100)]: true }),
    invalid('Item size has exceeded the maximum allowed size'),
  ],
  [
    'an item grown beyond 400 KB',
    'UpdateItem',
    {
      TableName,
      Key: { pk: 'old' },
      UpdateExpression: 'SET t = :t',
      ExpressionAttributeValues: { ':t': text(400) },
    },
    invalid('Item size to update has exceeded the maximum allowed size'),
  ],
  [
    'an empty set',
    'PutItem',
    put('a', { deep: [{ set: new Set() }] }),
    invalid('One or more parameter values were invalid: An string set  may not be empty'),
  ],
  [
    'an empty set among the values',
    'UpdateItem',
    {
      TableName,
      Key: { pk: 'old' },
      UpdateExpression: 'SET s = :s',
      ExpressionAttributeValues: { ':s': new Set() },
    },
    invalid('One or more parameter values were invalid: An string set  may not be empty'),
  ],
  [
    'no key',
    'PutItem',
    { TableName, Item: { a: 1 } },
    invalid('One or more parameter values were invalid: Missing the key pk in the item'),
  ],
  [
    'a number as key',
    'PutItem',
    { TableName, Item: { pk: 1 } },
    invalid('One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N'),
  ],
  [
    'an empty key',
    'GetItem',
    { TableName, Key: { pk: '' } },
    invalid(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ),
  ],
  [
    'a key of other names',
    'GetItem',
    { TableName, Key: { id: 'a' } },
    invalid('The provided key element does not match the schema'),
  ],
  [
    'no such table',
    'GetItem',
    { TableName: 'no', Key: { pk: 'a' } },
    'ResourceNotFoundException: Requested resource not found',
  ],
  [
    'an update of the key',
    'UpdateItem',
    {
      TableName,
      Key: { pk: 'old' },
      UpdateExpression: 'SET pk = :p',
      ExpressionAttributeValues: { ':p': 'b' },
    },
    invalid(
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ),
  ],
  // expressions
  [
    'a reserved word',
    'UpdateItem',
    { TableName, Key: { pk: 'old' }, UpdateExpression: 'REMOVE names' },
    invalid('Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: names'),
  ],
  [
    'a value that is not given',
    'PutItem',
    { ...put('a'), ConditionExpression: 'ver = :v' },
    invalid(
      'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v',
    ),
  ],
  [
    'a name that is not given',
    'PutItem',
    { ...put('a'), ConditionExpression: 'attribute_exists(#n)' },
    invalid(
      'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #n',
    ),
  ],
  [
    'a value that is not used',
    'PutItem',
    { ...put('a'), ExpressionAttributeValues: { ':v': 1 } },
    invalid('Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}'),
  ],
  [
    'a name that is not used',
    'PutItem',
    { ...put('a'), ExpressionAttributeNames: { '#n': 'x' } },
    invalid('Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}'),
  ],
  [
    'a syntax error',
    'PutItem',
    { ...put('a'), ConditionExpression: 'attribute_exists(pk) AND' },
    invalid('Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "AND"'),
  ],
  [
    'another reserved word',
    'UpdateItem',
    {
      TableName,
      Key: { pk: 'old' },
      UpdateExpression: 'SET none.inner = :v',
      ExpressionAttributeValues: { ':v': 1 },
    },
    invalid('Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: none'),
  ],
  [
    'a path whose parent is not there',
    'UpdateItem',
    {
      TableName,
      Key: { pk: 'old' },
      UpdateExpression: 'SET absent.x = :v',
      ExpressionAttributeValues: { ':v': 1 },
    },
    invalid('The document path provided in the update expression is invalid for update'),
  ],
  // plain writes and reads
  [
    'a condition of a plain write',
    'PutItem',
    { ...put('old'), ConditionExpression: 'attribute_not_exists(pk)' },
    'ConditionalCheckFailedException: The conditional request failed',
  ],
  [
    '101 keys',
    'BatchGetItem',
    { RequestItems: { ledger: { Keys: Array.from({ length: 101 }, (_, index) => ({ pk: `n${index}` })) } } },
    invalid('Too many items requested for the BatchGetItem call'),
  ],
  [
    'a key twice',
    'BatchGetItem',
    { RequestItems: { ledger: { Keys: [{ pk: 'a' }, { pk: 'a' }] } } },
    invalid('Provided list of item keys contains duplicates'),
  ],
];

describe('refusals', () => {
  it.each(rows)('%s', (_, operation, input, answer) => {
    const before = structuredClone(world.items(TableName));
    expect(call(operation, input)).toBe(answer);
    if (answer !== 'done') expect(world.items(TableName)).toEqual(before);
    else expect(isDeepStrictEqual(world.items(TableName), before)).toBe(false);
  });
});

describe('conditions', () => {
  const truths: [expression: string, pk: string, holds: boolean][] = [
    ['attribute_exists(pk)', 'old', true],
    ['attribute_exists(pk)', 'new', false],
    ['attribute_not_exists(pk)', 'new', true],
    ['attribute_not_exists(#m.absent)', 'old', true],
    ['attribute_exists(#m.#i)', 'old', true],
    ['ver = :one', 'old', true],
    ['ver = :two', 'old', false],
    ['ver <> :two', 'old', true],
    ['ver <> :two', 'new', true],
    ['ver = :one', 'new', false],
    ['attribute_not_exists(pk) OR ver = :one', 'new', true],
    ['attribute_not_exists(pk) OR ver = :one', 'old', true],
    ['attribute_not_exists(pk) OR ver = :two', 'old', false],
    ['ver = :two OR ver = :one AND attribute_exists(#n)', 'old', true],
    ['(ver = :two OR ver = :one) AND attribute_not_exists(#n)', 'old', false],
    ['NOT (ver = :two)', 'old', true],
    ['contains(#n, :a)', 'old', true],
    ['begins_with(pk, :prefix)', 'old', true],
    ['ver BETWEEN :one AND :two', 'old', true],
    ['ver IN (:two, :one)', 'old', true],
    ['size(#n) < :two', 'old', true],
  ];
  const names: Record<string, string> = { '#m': 'map', '#i': 'inner', '#n': 'names' };
  const values: Record<string, unknown> = { ':one': 1, ':two': 2, ':a': 'a', ':prefix': 'o' };
  const pick = <T>(all: Record<string, T>, expression: string): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => expression.includes(key)));

  it.each(truths)('%s of %s: %s', (expression, pk, holds) => {
    const check = condition(pk, expression, {
      ExpressionAttributeNames: pick(names, expression),
      ExpressionAttributeValues: pick(values, expression),
    });
    expect(call(...transact(check))).toBe(holds ? 'done' : cancelled('ConditionalCheckFailed'));
  });
});

describe('what load and concurrency bring about', () => {
  const codes = [
    ['TransactionConflict', 'TransactionConflictException'],
    ['ThrottlingError', 'ThrottlingException'],
    ['ProvisionedThroughputExceeded', 'ProvisionedThroughputExceededException'],
    ['ItemCollectionSizeLimitExceeded', 'ItemCollectionSizeLimitExceededException'],
    ['ValidationError', 'ValidationException'],
  ] as const;

  it.each(codes)('%s is injected once, at its item', (reason, plain) => {
    world.inject('TransactWriteItems', { reason, pk: 'b' });
    expect(call(...transact({ Put: put('c') }))).toBe('done');
    expect(call(...transact({ Put: put('a') }, { Put: put('b') }))).toBe(cancelled('None', reason));
    expect(world.items(TableName)).toHaveLength(2);
    expect(call(...transact({ Put: put('a') }, { Put: put('b') }))).toBe('done');
    for (const operation of ['PutItem', 'GetItem']) {
      world.inject(operation, { reason });
      expect(call(operation, { ...put('a'), Key: { pk: 'a' } })).toContain(plain);
    }
    expect(world.injected).toBe(0);
  });

  it('an error by name', () => {
    world.inject('TransactWriteItems', { error: 'TransactionInProgressException', message: 'still at work' });
    expect(call(...transact({ Put: put('a') }))).toBe('TransactionInProgressException: still at work');
    expect(call(...transact({ Put: put('a') }))).toBe('done');
  });

  it('an item in a running transaction', () => {
    const end = world.hold(TableName, 'old');
    expect(call(...transact({ Put: put('a') }, { Put: put('old') }))).toBe(
      cancelled('None', 'TransactionConflict'),
    );
    expect(call('PutItem', put('old'))).toBe(
      'TransactionConflictException: Transaction is ongoing for the item',
    );
    expect(call('PutItem', put('a'))).toBe('done');
    expect(call('GetItem', { TableName, Key: { pk: 'old' } })).toBe('done');
    end();
    expect(call('PutItem', put('old'))).toBe('done');
  });

  it('a token holds for ten minutes', () => {
    const sent = (pk: string) => ({ TransactItems: [{ Put: put(pk) }], ClientRequestToken: 't' });
    expect(call('TransactWriteItems', sent('a'))).toBe('done');
    expect(call('DeleteItem', { TableName, Key: { pk: 'a' } })).toBe('done');
    expect(call('TransactWriteItems', sent('a'))).toBe('done');
    expect(world.items(TableName)).toHaveLength(1);
    expect(call('TransactWriteItems', sent('b'))).toMatch(/^IdempotentParameterMismatchException/);
    clock.advance(600_000);
    expect(call('TransactWriteItems', sent('b'))).toBe('done');
    expect(world.items(TableName)).toHaveLength(2);
  });

  it('a token of a cancelled transaction may be sent again', () => {
    const sent = { TransactItems: [{ Put: put('a') }], ClientRequestToken: 'u' };
    world.inject('TransactWriteItems', { reason: 'TransactionConflict' });
    expect(call('TransactWriteItems', sent)).toBe(cancelled('TransactionConflict'));
    expect(call('TransactWriteItems', sent)).toBe('done');
    expect(world.items(TableName)).toHaveLength(2);
  });
});
