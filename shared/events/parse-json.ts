import { UnreadableMessage } from '../errors.ts';

/**
 * The body of a message as JSON.
 * @throws UnreadableMessage if it is none. What is nested some thousand levels deep is none to us either: whoever goes
 * through it runs out of stack.
 */
export function parseJson(body: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(body, reviver);
  } catch (cause) {
    const expected = cause instanceof RangeError ? 'JSON that is nested less deep' : 'JSON';
    throw new UnreadableMessage({ field: 'the body', got: body, expected }, { cause });
  }
}
