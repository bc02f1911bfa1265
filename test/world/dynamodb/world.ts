import type { Caller, Operations } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { createInjections, type Refusal } from './injection.ts';
import type { Item } from './item.ts';
import { plainWriteOperations } from './plain-writes.ts';
import { readOperations } from './reads.ts';
import { createState, holdName } from './state.ts';
import { createTableStore, inHashOrder, type NewTable, type Table } from './table.ts';
import { transactWriteOperation } from './transact-write.ts';

export interface DynamoDBWorld {
  /** Inputs and outputs as the document client shapes them; items of errors as attribute values, as there. */
  readonly operations: Operations;
  readonly tables: ReadonlyMap<string, Table>;
  createTable(table: NewTable): Table;
  /** Every item of a table, by key. */
  items(table: string): readonly Item[];
  /** The next call of the operation (that names `pk`, if given) is refused so, once. */
  inject(operation: string, refusal: Refusal): void;
  /** Injected refusals that no call has met yet. */
  readonly injected: number;
  /** Puts an item into a transaction that runs until the returned function ends it. */
  hold(table: string, key: string): () => void;
  /** Deletes what expired by now, as DynamoDB does some time within days. Returns how many. */
  sweepExpired(): number;
  /** Calls by operation, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
}

export function createDynamoDB({ clock }: { readonly clock: Clock }): DynamoDBWorld {
  const store = createTableStore();
  const injections = createInjections();
  const held = new Set<string>();
  const calls: Record<string, number> = {};
  const state = createState(clock, store, injections, held);
  const operations: Operations = {
    ...readOperations(state),
    ...plainWriteOperations(state),
    ...transactWriteOperation(state),
  };
  return {
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, run]) => [
        name,
        (input: unknown, caller: Caller) => {
          calls[name] = (calls[name] ?? 0) + 1;
          return run(input, caller);
        },
      ]),
    ),
    tables: store.tables,
    createTable: store.createTable,
    items: (name) => {
      const { items } = store.tableOf(name);
      return [...items].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
    },
    inject: injections.add,
    get injected() {
      return injections.waiting;
    },
    hold(table, key) {
      held.add(holdName(table, key));
      return () => held.delete(holdName(table, key));
    },
    sweepExpired() {
      let swept = 0;
      for (const { items, ttlAttribute } of store.tables.values()) {
        if (ttlAttribute === undefined) continue;
        for (const key of inHashOrder(items.keys())) {
          const expires = items.get(key)?.[ttlAttribute];
          if (typeof expires !== 'number' || expires > clock() / 1000) continue;
          items.delete(key);
          swept += 1;
        }
      }
      return swept;
    },
    calls,
  };
}
