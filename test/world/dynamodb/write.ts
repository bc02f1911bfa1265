import { type Condition, parseCondition } from './condition.ts';
import { cleaned, type Item, invalid, maximumItemBytes, refuseEmptySets, sizeOf } from './item.ts';
import { keyInItem, keyInKey, type Table } from './table.ts';
import { type ExpressionAttributes, placeholdersOf, refuseUnused } from './tokens.ts';
import { parseUpdate } from './update.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** Members of PutItem, UpdateItem, DeleteItem and of their counterparts in a transaction. */
export interface WriteInput extends ExpressionAttributes {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** One write, read and checked as far as possible without the item that stands. */
export interface Write {
  readonly table: Table;
  /** Throws ValidationException if the key does not fit the table. */
  key(): string;
  readonly condition: Condition;
  /** The item as the write leaves it, undefined for none. Throws ValidationException. */
  apply(standing: Item | undefined): Item | undefined;
  readonly returnOldOnFailure: boolean;
  /** Attributes that an UpdateExpression names. */
  readonly touched: readonly string[];
}

/** Reads a write. Throws ValidationException for expressions that are wrong in themselves. */
export function readWrite(kind: WriteKind, given: WriteInput, table: Table): Write {
  const input = cleaned(given);
  const placeholders = placeholdersOf(input);
  refuseEmptySets(input.Item);
  refuseEmptySets(placeholders.values);
  if (kind === 'ConditionCheck' && input.ConditionExpression === undefined)
    throw invalid('The expression can not be empty;');
  const condition =
    input.ConditionExpression === undefined
      ? () => true
      : parseCondition(input.ConditionExpression, 'ConditionExpression', placeholders);
  const update =
    input.UpdateExpression === undefined ? undefined : parseUpdate(input.UpdateExpression, placeholders);
  refuseUnused(placeholders);
  if (update?.touched.includes(table.hashKey) === true)
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${table.hashKey}. This attribute is part of the key`,
    );
  return {
    table,
    key: () => (kind === 'Put' ? keyInItem(table, input.Item ?? {}) : keyInKey(table, input.Key)),
    condition,
    touched: update?.touched ?? [],
    returnOldOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    apply(standing) {
      if (kind === 'ConditionCheck') return standing;
      if (kind === 'Delete') return undefined;
      const next = kind === 'Put' ? (input.Item ?? {}) : applyUpdate(standing ?? { ...input.Key });
      if (sizeOf(next) > maximumItemBytes)
        throw invalid(
          kind === 'Put'
            ? 'Item size has exceeded the maximum allowed size'
            : 'Item size to update has exceeded the maximum allowed size',
        );
      return next;
    },
  };

  function applyUpdate(item: Item): Item {
    return update === undefined ? item : update.apply(item);
  }
}

export function store(table: Table, key: string, item: Item | undefined): void {
  if (item === undefined) table.items.delete(key);
  else table.items.set(key, item);
}
