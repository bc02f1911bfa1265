import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';
import { type Injections, plainError, type Refusal } from './injection.ts';
import type { Table, TableStore } from './table.ts';

/** What the operations share. */
export interface DynamoDBState {
  readonly clock: Clock;
  readonly store: TableStore;
  readonly injections: Injections;
  /** Whether the item is in a transaction that has not ended. */
  isHeld(table: Table, key: string): boolean;
  /** Throws what was injected for this call, if anything; returns what the operation must act on itself. */
  refuseInjected(operation: string, keys: readonly string[]): Refusal | undefined;
}

export function createState(
  clock: Clock,
  store: TableStore,
  injections: Injections,
  held: ReadonlySet<string>,
): DynamoDBState {
  return {
    clock,
    store,
    injections,
    isHeld: (table, key) => held.has(holdName(table.name, key)),
    refuseInjected(operation, keys) {
      const refusal = injections.take(operation, keys);
      if (refusal === undefined) return undefined;
      if ('error' in refusal)
        throw new AwsError(refusal.error, refusal.message ?? refusal.error, {
          status: refusal.status ?? (refusal.error === 'InternalServerError' ? 500 : 400),
        });
      if ('reason' in refusal && operation !== 'TransactWriteItems') throw plainError(refusal.reason);
      return refusal;
    },
  };
}

export function holdName(table: string, key: string): string {
  return `${table} ${key}`;
}
