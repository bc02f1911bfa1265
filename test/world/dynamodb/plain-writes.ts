import { marshall } from '@aws-sdk/util-dynamodb';
import { AwsError } from '../aws-error.ts';
import { plainError } from './injection.ts';
import type { Item } from './item.ts';
import type { DynamoDBState } from './state.ts';
import { readWrite, store, type WriteInput, type WriteKind } from './write.ts';

/** PutItem, UpdateItem and DeleteItem. */
export function plainWriteOperations(state: DynamoDBState) {
  function run(operation: string, kind: WriteKind, input: WriteInput) {
    const write = readWrite(kind, input, state.store.tableOf(input.TableName));
    const key = write.key();
    state.refuseInjected(operation, [key]);
    if (state.isHeld(write.table, key)) throw plainError('TransactionConflict');
    const old = write.table.items.get(key);
    if (!write.condition(old))
      throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed', {
        // The document client leaves the item of an error as attribute values.
        details: write.returnOldOnFailure && old !== undefined ? { Item: marshall(old) } : {},
      });
    const next = write.apply(old);
    store(write.table, key, next);
    const attributes = returned(input.ReturnValues, write.touched, old, next);
    return attributes === undefined ? {} : { Attributes: attributes };
  }
  return {
    PutItem: (input: WriteInput) => run('PutItem', 'Put', input),
    UpdateItem: (input: WriteInput) => run('UpdateItem', 'Update', input),
    DeleteItem: (input: WriteInput) => run('DeleteItem', 'Delete', input),
  };
}

function returned(
  wanted: string | undefined,
  touched: readonly string[],
  old: Item | undefined,
  next: Item | undefined,
): Item | undefined {
  const only = (item: Item | undefined) =>
    Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => touched.includes(name)));
  if (wanted === 'ALL_OLD') return old;
  if (wanted === 'ALL_NEW') return next;
  if (wanted === 'UPDATED_OLD') return only(old);
  return wanted === 'UPDATED_NEW' ? only(next) : undefined;
}
