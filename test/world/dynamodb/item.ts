import { AwsError } from '../aws-error.ts';

/** An item as the document client shapes it: plain values, Set for sets, Uint8Array for binary. */
export type Item = Record<string, unknown>;

export const maximumItemBytes = 400 * 1024;

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** Without undefined members, as the document client sends it with `removeUndefinedValues`. */
export function cleaned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[name, cleaned(member)]],
    ),
  ) as T;
}

/** Throws ValidationException if a set anywhere in the value is empty. */
export function refuseEmptySets(value: unknown): void {
  if (value instanceof Set && value.size === 0)
    throw invalid('One or more parameter values were invalid: An string set  may not be empty');
  if (Array.isArray(value)) value.forEach(refuseEmptySets);
  else if (isMap(value)) Object.values(value).forEach(refuseEmptySets);
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    value !== null &&
    typeof value === 'object' &&
    !(value instanceof Set) &&
    !(value instanceof Uint8Array) &&
    !Array.isArray(value)
  );
}

/** Items are never changed in place, so that each is measured once. */
const sizes = new WeakMap<Item, number>();

/** Bytes as DynamoDB counts them: names and values in UTF-8, 3 for a list or map and 1 for each of its members. */
export function sizeOf(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += Buffer.byteLength(name) + valueSize(value);
  sizes.set(item, size);
  return size;
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return Math.ceil(String(value).replace(/[-.]/g, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return [...value].reduce((sum: number, member) => sum + valueSize(member), 0);
  if (Array.isArray(value)) return value.reduce((sum: number, member) => sum + 1 + valueSize(member), 3);
  if (isMap(value))
    return Object.entries(value).reduce(
      (sum, [name, member]) => sum + 1 + Buffer.byteLength(name) + valueSize(member),
      3,
    );
  return 1;
}
