import { like } from '../iam/like.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = Readonly<Record<string, unknown>>;

/**
 * EventBridge's matching of an event by a pattern, for the operators that our patterns use: literal values, `exists`
 * on a leaf, `wildcard`, `$or` at any level. Of an array any element may match. Throws on an operator it does not know.
 */
export function matchesPattern(pattern: object, event: unknown): boolean {
  return Object.entries(pattern as Fields).every(([key, wanted]) => {
    if (key === '$or') return (wanted as readonly object[]).some((one) => matchesPattern(one, event));
    const has = typeof event === 'object' && event !== null && key in event;
    const value = has ? ((event as Fields)[key] as Json) : undefined;
    if (!Array.isArray(wanted)) return elements(value).some((one) => matchesPattern(wanted as object, one));
    return (wanted as unknown[]).some((one) => matchesValue(one, value));
  });
}

/** A field that is not there still meets the pattern inside: `exists: false` may be what that asks. */
function elements(value: Json | undefined): readonly (Json | undefined)[] {
  return Array.isArray(value) && value.length > 0 ? value : [value];
}

function matchesValue(wanted: unknown, value: Json | undefined): boolean {
  if (typeof wanted !== 'object' || wanted === null) {
    return elements(value).some((one) => one !== undefined && one === wanted);
  }
  const [operator, operand] = Object.entries(wanted)[0] ?? [];
  switch (operator) {
    case 'exists':
      return isLeaf(value) === operand;
    case 'wildcard':
      return elements(value).some((one) => typeof one === 'string' && like(String(operand), one));
    default:
      throw new Error(
        `matchesPattern does not know ${JSON.stringify(wanted)}: teach it, from the EventBridge guide`,
      );
  }
}

/** `exists` looks at leaves only: an object is none, nor is an empty array. */
function isLeaf(value: Json | undefined): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((one) => isLeaf(one as Json));
  return typeof value !== 'object' || value === null;
}
