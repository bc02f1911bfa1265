import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** Members that hold an item, or values by name, in the encoding of attribute values. */
const encoded = new Set([
  'Item',
  'Key',
  'ExclusiveStartKey',
  'LastEvaluatedKey',
  'ExpressionAttributeValues',
  'Attributes',
]);
/** Members that hold a list of such items. */
const encodedLists = new Set(['Keys', 'Items']);

type Encoded = Record<string, AttributeValue>;

/** The input of an operation with plain values in place of attribute values. */
export function plainInput(input: unknown): unknown {
  return walk(input, (value) => unmarshall(withBinary(value) as Encoded));
}

/** The output of an operation with attribute values in place of plain values. */
export function encodedOutput(output: unknown): unknown {
  const { Responses: responses, ...rest } = output as {
    Responses?: Record<string, Record<string, unknown>[]>;
  };
  const others = walk(rest, encode) as object;
  if (responses === undefined) return others;
  const tables = Object.entries(responses).map(([table, items]) => [table, items.map(encode)]);
  return { ...others, Responses: Object.fromEntries(tables) };
}

/** An attribute of an item may be called `constructor`, by which the encoder would take the item for another thing. */
const encode = (item: Record<string, unknown>) => marshall(item, { convertClassInstanceToMap: true });

/** Binary values travel as base64. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member instanceof Uint8Array ? Buffer.from(member).toString('base64') : member,
  );
}

function walk(value: unknown, convert: (item: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((member) => walk(member, convert));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      if (encoded.has(name)) return [name, convert(member as Record<string, unknown>)];
      if (encodedLists.has(name) && Array.isArray(member)) return [name, member.map(convert)];
      return [name, walk(member, convert)];
    }),
  );
}

/** Base64 of `B` and `BS` members as bytes. */
function withBinary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBinary);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      if (name === 'B' && typeof member === 'string') return [name, bytes(member)];
      if (name === 'BS' && Array.isArray(member)) return [name, member.map((each) => bytes(String(each)))];
      return [name, withBinary(member)];
    }),
  );
}

function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
