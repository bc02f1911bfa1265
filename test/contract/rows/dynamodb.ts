import type { ContractRow } from '../registry.ts';

const TRANSACT = 'AWS DynamoDB API reference, TransactWriteItems';
const REASONS = 'AWS DynamoDB API reference, CancellationReason';
const BATCH = 'AWS DynamoDB API reference, BatchGetItem';
const LIMITS = 'DynamoDB guide, Quotas';

/** What the ledger relies on about DynamoDB. */
export const dynamodbRows = [
  { id: 'dynamodb.transact.100-items', fact: 'at most 100 items in a transaction', source: TRANSACT },
  { id: 'dynamodb.transact.4-mb', fact: 'at most 4 MB in a transaction', source: TRANSACT },
  { id: 'dynamodb.transact.one-item-once', fact: 'an item is named once in a transaction', source: TRANSACT },
  {
    id: 'dynamodb.transact.all-or-nothing',
    fact: 'all writes of a transaction take effect or none',
    source: TRANSACT,
  },
  {
    id: 'dynamodb.cancelled.reasons',
    fact: 'TransactionCanceledException: one of CancellationReasons per item, in order, None where nothing was wrong',
    source: REASONS,
  },
  {
    id: 'dynamodb.cancelled.condition',
    fact: 'ConditionalCheckFailed; the item comes back with ReturnValuesOnConditionCheckFailure ALL_OLD',
    source: REASONS,
  },
  {
    id: 'dynamodb.cancelled.conflict',
    fact: 'TransactionConflict: another transaction or write holds an item now; the same request passes later',
    source: REASONS,
  },
  {
    id: 'dynamodb.cancelled.throttled',
    fact: 'ThrottlingError and ProvisionedThroughputExceeded: the same request passes later',
    source: REASONS,
  },
  {
    id: 'dynamodb.cancelled.never-retry',
    fact: 'ItemCollectionSizeLimitExceeded and ValidationError',
    source: REASONS,
  },
  {
    id: 'dynamodb.cancelled.sdk-retries',
    fact: 'the SDK does not retry a cancelled transaction, whatever the reasons',
    source: 'seen with SDK v3',
  },
  {
    id: 'dynamodb.plain.conflict',
    fact: 'PutItem, UpdateItem, DeleteItem on an item in a running transaction: TransactionConflictException, which the SDK does not retry',
    source: 'AWS DynamoDB API reference, PutItem',
  },
  {
    id: 'dynamodb.plain.condition',
    fact: 'a lost condition of a plain write: ConditionalCheckFailedException, with the item if asked for',
    source: 'AWS DynamoDB API reference, PutItem',
  },
  {
    id: 'dynamodb.token.in-progress',
    fact: 'TransactionInProgressException: the same ClientRequestToken is still at work; the SDK asks again',
    source: TRANSACT,
  },
  { id: 'dynamodb.token.ten-minutes', fact: 'a ClientRequestToken holds for 10 minutes', source: TRANSACT },
  {
    id: 'dynamodb.token.mismatch',
    fact: 'the same token with another request: IdempotentParameterMismatchException',
    source: TRANSACT,
  },
  {
    id: 'dynamodb.token.by-sdk',
    fact: 'SDK v3 makes a token for each call that has none',
    source: 'seen with SDK v3',
  },
  { id: 'dynamodb.batch-get.100-keys', fact: 'at most 100 keys a call', source: BATCH },
  {
    id: 'dynamodb.batch-get.16-mb',
    fact: 'at most 16 MB an answer; the rest is UnprocessedKeys',
    source: BATCH,
  },
  {
    id: 'dynamodb.batch-get.unprocessed',
    fact: 'UnprocessedKeys must be asked again, with the options of the table',
    source: BATCH,
  },
  { id: 'dynamodb.batch-get.consistent', fact: 'ConsistentRead is asked per table', source: BATCH },
  {
    id: 'dynamodb.batch-get.no-order',
    fact: 'items come in no order; one that is not there is left out',
    source: BATCH,
  },
  {
    id: 'dynamodb.item.400-kb',
    fact: 'an item has 400 KB at most, attribute names included',
    source: LIMITS,
  },
  { id: 'dynamodb.item.empty-sets', fact: 'empty sets are refused', source: LIMITS },
  {
    id: 'dynamodb.item.reserved-words',
    fact: 'an expression names reserved words by placeholder only',
    source: 'DynamoDB guide',
  },
  {
    id: 'dynamodb.scan.pages',
    fact: 'a Scan ends a page after 1 MB or Limit; LastEvaluatedKey leads on',
    source: 'DynamoDB guide',
  },
  {
    id: 'dynamodb.ttl.late',
    fact: 'an expired item is read until it is deleted, which may take days',
    source: 'DynamoDB guide',
  },
  {
    id: 'dynamodb.on-demand',
    fact: 'a new table takes about 4,000 writes and 12,000 reads a second, one key 1,000 and 3,000',
    source: LIMITS,
  },
] as const satisfies readonly ContractRow[];

export type DynamoDBRowId = (typeof dynamodbRows)[number]['id'];
