import { type Condition, parseCondition } from './condition.ts';
import { type Item, invalid, sizeOf } from './item.ts';
import { type Projection, projectionOf } from './projection.ts';
import type { DynamoDBState } from './state.ts';
import { inHashOrder, keyInKey, positionOf, type Table } from './table.ts';
import { type ExpressionAttributes, placeholdersOf, refuseUnused } from './tokens.ts';

interface ReadInput extends ExpressionAttributes {
  readonly TableName?: string;
  readonly ProjectionExpression?: string;
  readonly ConsistentRead?: boolean;
}

interface ScanInput extends ReadInput {
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Item;
  readonly FilterExpression?: string;
}

interface KeysAndOptions extends Omit<ReadInput, 'TableName'> {
  readonly Keys?: readonly Item[];
}

const batchBytes = 16 * 1024 * 1024;
const pageBytes = 1024 * 1024;

export function readOperations(state: DynamoDBState) {
  return {
    GetItem(input: ReadInput & { Key?: Item }) {
      const table = state.store.tableOf(input.TableName);
      const { project } = expressionsOf(input);
      const key = keyInKey(table, input.Key);
      state.refuseInjected('GetItem', [key]);
      const item = table.items.get(key);
      return item === undefined ? {} : { Item: project(item) };
    },

    BatchGetItem({
      RequestItems: requests = {},
    }: {
      RequestItems?: Readonly<Record<string, KeysAndOptions>>;
    }) {
      const asked = Object.entries(requests).flatMap(([name, request]) => readKeys(name, request, state));
      if (asked.length === 0)
        throw invalid(
          "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
        );
      if (asked.length > 100) throw invalid('Too many items requested for the BatchGetItem call');
      const injected = state.refuseInjected(
        'BatchGetItem',
        asked.map(({ key }) => key),
      );
      const allowed =
        injected !== undefined && 'unprocessed' in injected
          ? asked.length - injected.unprocessed
          : asked.length;
      let bytes = 0;
      const responses: Record<string, Item[]> = {};
      const unprocessed: Record<string, KeysAndOptions> = {};
      for (const [index, { name, request, table, key, project }] of asked.entries()) {
        const item = table.items.get(key);
        const size = item === undefined ? 0 : sizeOf(item);
        responses[name] ??= [];
        if (index >= allowed || bytes + size > batchBytes) {
          bytes = batchBytes;
          const before = unprocessed[name]?.Keys ?? [];
          unprocessed[name] = { ...request, Keys: [...before, { [table.hashKey]: key }] };
        } else if (item !== undefined) {
          bytes += size;
          // In no order that the caller knows.
          responses[name].unshift(project(item));
        }
      }
      return { Responses: responses, UnprocessedKeys: unprocessed };
    },

    Scan(input: ScanInput) {
      const table = state.store.tableOf(input.TableName);
      const { project, filter } = expressionsOf(input);
      if (input.Limit !== undefined && input.Limit < 1)
        throw invalid(
          `1 validation error detected: Value '${input.Limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
        );
      state.refuseInjected('Scan', []);
      const start =
        input.ExclusiveStartKey === undefined ? '' : positionOf(keyInKey(table, input.ExclusiveStartKey));
      const items: Item[] = [];
      let bytes = 0;
      let scanned = 0;
      let last: string | undefined;
      for (const key of inHashOrder(table.items.keys())) {
        const item = table.items.get(key);
        if (item === undefined || positionOf(key) <= start) continue;
        bytes += sizeOf(item);
        scanned += 1;
        if (filter(item)) items.push(project(item));
        // As the service: a full page tells where it ended, even if nothing follows.
        if (scanned === input.Limit || bytes >= pageBytes) {
          last = key;
          break;
        }
      }
      return {
        Items: items,
        Count: items.length,
        ScannedCount: scanned,
        ...(last === undefined ? {} : { LastEvaluatedKey: { [table.hashKey]: last } }),
      };
    },

    DescribeTable({ TableName: name }: { TableName?: string }) {
      const table = state.store.tableOf(name);
      return {
        Table: {
          TableName: table.name,
          TableStatus: 'ACTIVE',
          TableArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${table.name}`,
          KeySchema: [{ AttributeName: table.hashKey, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: table.hashKey, AttributeType: 'S' }],
          ItemCount: table.items.size,
        },
      };
    },
  };
}

function readKeys(name: string, request: KeysAndOptions, state: DynamoDBState) {
  const table: Table = state.store.tableOf(name);
  const { project } = expressionsOf(request);
  const keys = (request.Keys ?? []).map((key) => keyInKey(table, key));
  if (new Set(keys).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
  return keys.map((key) => ({ name, request, table, key, project }));
}

function expressionsOf(
  input: ExpressionAttributes & { ProjectionExpression?: string; FilterExpression?: string },
): { project: Projection; filter: Condition } {
  const placeholders = placeholdersOf(input);
  const project = projectionOf(input.ProjectionExpression, placeholders);
  const filter: Condition =
    input.FilterExpression === undefined
      ? () => true
      : parseCondition(input.FilterExpression, 'FilterExpression', placeholders);
  refuseUnused(placeholders);
  return { project, filter };
}
