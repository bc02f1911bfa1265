import type { z } from 'zod';
import { UnreadableMessage } from '../errors.ts';

/**
 * `value` as `schema` wants it. `at` is where it stands in the message, for the error.
 * @throws UnreadableMessage naming the first field that does not fit.
 */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at = '',
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const expected = issue?.message.replace(/^Invalid input: (expected )?/, '') ?? 'something else';
  throw new UnreadableMessage(
    { field: written(at, path), got: atPath(value, path), expected },
    { cause: result.error },
  );
}

function written(at: string, path: readonly PropertyKey[]): string {
  const field = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text === '' ? '' : `${text}.`}${String(key)}`,
    at,
  );
  return field === '' ? 'the body' : field;
}

function atPath(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
