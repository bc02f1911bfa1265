import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { type Item, invalid } from './item.ts';

export interface Table {
  readonly name: string;
  /** Name of the only key attribute, a string. */
  readonly hashKey: string;
  /** Attribute with epoch seconds after which a sweep may delete an item. */
  readonly ttlAttribute: string | undefined;
  readonly items: Map<string, Item>;
}

export interface NewTable {
  readonly name: string;
  readonly hashKey?: string;
  readonly ttlAttribute?: string;
}

export interface TableStore {
  readonly tables: ReadonlyMap<string, Table>;
  createTable(table: NewTable): Table;
  /** By name or ARN; ResourceNotFoundException if there is none. */
  tableOf(name: unknown): Table;
}

export function createTableStore(): TableStore {
  const tables = new Map<string, Table>();
  return {
    tables,
    createTable({ name, hashKey = 'pk', ttlAttribute }) {
      const table: Table = { name, hashKey, ttlAttribute, items: new Map() };
      tables.set(name, table);
      return table;
    },
    tableOf(name) {
      const table = tables.get(String(name).replace(/^arn:.*:table\//, ''));
      if (table === undefined)
        throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
      return table;
    },
  };
}

/** The key in an item to be put. Throws ValidationException. */
export function keyInItem(table: Table, item: Item): string {
  const key = item[table.hashKey];
  if (key === undefined)
    throw invalid(`One or more parameter values were invalid: Missing the key ${table.hashKey} in the item`);
  return checkedKey(table, key);
}

/** The key of a Key argument: that attribute and no other. Throws ValidationException. */
export function keyInKey(table: Table, key: Item | undefined): string {
  const names = Object.keys(key ?? {});
  if (names.length !== 1 || names[0] !== table.hashKey)
    throw invalid('The provided key element does not match the schema');
  return checkedKey(table, key?.[table.hashKey]);
}

function checkedKey({ hashKey }: Table, key: unknown): string {
  if (typeof key !== 'string')
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for key ${hashKey} expected: S actual: ${typeof key === 'number' ? 'N' : 'M'}`,
    );
  if (key === '')
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${hashKey}`,
    );
  if (Buffer.byteLength(key) > 2048)
    throw invalid(
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    );
  return key;
}

/** Keys in the order in which a table keeps its items: by a hash, as no caller would expect them. */
export function inHashOrder(keys: Iterable<string>): string[] {
  return [...keys]
    .map((key) => ({ key, hash: positionOf(key) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1))
    .map(({ key }) => key);
}

export function positionOf(key: string): string {
  const known = positions.get(key);
  if (known !== undefined) return known;
  const position = createHash('md5').update(key).digest('hex');
  if (positions.size > MOST_POSITIONS) positions.clear();
  positions.set(key, position);
  return position;
}

const positions = new Map<string, string>();
const MOST_POSITIONS = 10_000;
