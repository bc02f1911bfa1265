import { isDeepStrictEqual } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { AwsError } from '../aws-error.ts';
import { reasonMessages } from './injection.ts';
import { type Item, invalid, sizeOf } from './item.ts';
import type { DynamoDBState } from './state.ts';
import { readWrite, store, type Write, type WriteInput, type WriteKind } from './write.ts';

interface TransactWriteInput {
  readonly TransactItems?: readonly Partial<Record<WriteKind, WriteInput>>[];
  readonly ClientRequestToken?: string;
}

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/** A write of the transaction with its key, what stood and what shall stand. */
interface Planned {
  readonly write: Write;
  readonly key: string;
  readonly reason: Reason;
  readonly old: Item | undefined;
  readonly next: Item | undefined;
}

const maximumBytes = 4 * 1024 * 1024;
const tokenMilliseconds = 10 * 60_000;
const none: Reason = { Code: 'None' };

/** TransactWriteItems: all of the writes or none, each refused with a reason in its place. */
export function transactWriteOperation(state: DynamoDBState) {
  const tokens = new Map<string, { items: unknown; at: number }>();

  function isDone({ ClientRequestToken: token, TransactItems: items }: TransactWriteInput): boolean {
    const known = token === undefined ? undefined : tokens.get(token);
    if (known === undefined || state.clock() - known.at >= tokenMilliseconds) return false;
    if (!isDeepStrictEqual(known.items, items))
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The specified idempotency token is already in use with different request parameters',
      );
    return true;
  }

  return {
    TransactWriteItems(input: TransactWriteInput): Record<string, never> {
      const writes = readWrites(input, state);
      if (isDone(input)) return {};
      const injected = state.refuseInjected(
        'TransactWriteItems',
        writes.flatMap((write) => keyOrNone(write)),
      );
      const code = injected !== undefined && 'reason' in injected ? injected.reason : undefined;
      const at = Math.max(
        0,
        writes.findIndex((write) => keyOrNone(write).includes(injected?.pk ?? '')),
      );
      const planned = writes.map((write, index) =>
        code !== undefined && index === at
          ? refused(write, { Code: code, Message: reasonMessages[code] })
          : plan(write, state),
      );
      const reasons = planned.map(({ reason }) => reason);
      if (reasons.some((reason) => reason !== none)) throw cancelled(reasons);
      if (planned.reduce((sum, { old, next }) => sum + sizeOf(next ?? old ?? {}), 0) > maximumBytes)
        throw invalid('Transaction size exceeded: the items of a transaction may have 4 MB at most');
      for (const { write, key, next } of planned) store(write.table, key, next);
      if (input.ClientRequestToken !== undefined)
        tokens.set(input.ClientRequestToken, { items: input.TransactItems, at: state.clock() });
      return {};
    },
  };
}

function readWrites({ TransactItems: items = [] }: TransactWriteInput, state: DynamoDBState): Write[] {
  if (items.length < 1 || items.length > 100)
    throw invalid(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${items.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'}`,
    );
  const writes = items.map((item) => {
    const [entry, ...more] = Object.entries(item).filter(([, value]) => value !== undefined);
    if (entry === undefined || more.length > 0)
      throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
    const [kind, given] = entry as [WriteKind, WriteInput];
    return readWrite(kind, given, state.store.tableOf(given.TableName));
  });
  const names = writes.flatMap((write) => keyOrNone(write).map((key) => `${write.table.name} ${key}`));
  if (new Set(names).size < names.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  return writes;
}

function plan(write: Write, state: DynamoDBState): Planned {
  try {
    const key = write.key();
    const old = write.table.items.get(key);
    if (state.isHeld(write.table, key))
      return refused(write, { Code: 'TransactionConflict', Message: reasonMessages.TransactionConflict });
    if (!write.condition(old))
      return refused(write, {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        // The document client leaves the item of an error as attribute values.
        ...(write.returnOldOnFailure && old !== undefined ? { Item: marshall(old) } : {}),
      });
    return { write, key, reason: none, old, next: write.apply(old) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return refused(write, { Code: 'ValidationError', Message: error.message });
  }
}

function refused(write: Write, reason: Reason): Planned {
  return { write, key: '', reason, old: undefined, next: undefined };
}

function keyOrNone(write: Write): string[] {
  try {
    return [write.key()];
  } catch {
    return [];
  }
}

function cancelled(reasons: readonly Reason[]): AwsError {
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { details: { CancellationReasons: reasons } },
  );
}
