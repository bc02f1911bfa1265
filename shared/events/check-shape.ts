import type { z } from 'zod';
import { type Unreadable, UnreadableMessage } from '../errors.ts';

/**
 * `value` as `schema` wants it. `at` is where it stands in the message, for the error.
 * @throws UnreadableMessage naming the first field that does not fit.
 */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at = '',
): z.infer<Schema> {
  const fitted = measure(schema, value, at);
  if (fitted.misfit === undefined) return fitted.data;
  throw new UnreadableMessage(fitted.misfit, { cause: fitted.cause });
}

export type Fitted<Data> =
  | { readonly data: Data; readonly misfit?: undefined }
  | { readonly misfit: Unreadable; readonly cause: Error };

/** `value` as `schema` wants it, or the first field that does not fit. */
export function measure<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at = '',
): Fitted<z.infer<Schema>> {
  const result = schema.safeParse(value);
  return result.success
    ? { data: result.data }
    : { misfit: firstOf(result.error, value, at), cause: result.error };
}

function firstOf(error: z.ZodError, value: unknown, at: string): Unreadable {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const expected = issue?.message.replace(/^Invalid input: (expected )?/, '') ?? 'something else';
  return { field: written(at, path), got: atPath(value, path), expected };
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
