import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach } from 'vitest';
import { type ManualClock, manualClock } from '../../world/clock.ts';
import { createDynamoDB, type DynamoDBWorld } from '../../world/dynamodb/world.ts';
import { dynamodbService } from '../../world/http/dynamodb.ts';
import type { HttpRequest } from '../../world/http/exchange.ts';
import { serve } from '../serve.ts';

export const TableName = 'ledger';

/** The real document client, three attempts a call, over HTTP to a world that is new for each case. */
export interface Stage {
  readonly client: DynamoDBDocumentClient;
  readonly plain: DynamoDBClient;
  readonly world: DynamoDBWorld;
  readonly clock: ManualClock;
  /** Bodies of the requests so far. */
  readonly requests: readonly HttpRequest[];
  transact(items: NonNullable<TransactWriteCommandInput['TransactItems']>, token?: string): Promise<void>;
  /** Keys in the table, sorted. */
  keys(): unknown[];
}

export async function openStage(): Promise<Stage> {
  let clock = manualClock();
  let world: DynamoDBWorld;
  let requests: HttpRequest[] = [];
  const { url, close } = await serve((request) => {
    requests.push(request);
    return dynamodbService(world)(request);
  });
  const plain = new DynamoDBClient({
    endpoint: url,
    region: 'us-east-1',
    maxAttempts: 3,
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
  });
  const client = DynamoDBDocumentClient.from(plain);

  const open = () => {
    clock = manualClock();
    requests = [];
    world = createDynamoDB({ clock: () => clock.now() });
    world.createTable({ name: TableName, ttlAttribute: 'expires' });
  };
  open();
  beforeEach(open);
  afterAll(async () => {
    plain.destroy();
    await close();
  });

  return {
    client,
    plain,
    get world() {
      return world;
    },
    get clock() {
      return clock;
    },
    get requests() {
      return requests;
    },
    transact: async (TransactItems, token) => {
      await client.send(
        new TransactWriteCommand({
          TransactItems,
          ...(token === undefined ? {} : { ClientRequestToken: token }),
        }),
      );
    },
    keys: () => world.items(TableName).map((item) => item['pk']),
  };
}

export function put(pk: string, rest: Record<string, unknown> = {}) {
  return { Put: { TableName, Item: { pk, ...rest } } };
}

/** A put that is refused if the item is there, or is not as read. */
export function putIf(pk: string, condition: string, values?: Record<string, unknown>) {
  return {
    Put: {
      TableName,
      Item: { pk },
      ConditionExpression: condition,
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${String(index).padStart(3, '0')}`);
}

export function kilobytes(count: number): string {
  return 'x'.repeat(count * 1024);
}
