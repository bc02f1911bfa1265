import { invalid } from './item.ts';
import { reservedWords } from './reserved-words.ts';

/** The two maps of placeholders that the expressions of one request share. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly used: Set<string>;
}

export interface ExpressionAttributes {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

export function placeholdersOf(input: ExpressionAttributes): Placeholders {
  return {
    names: input.ExpressionAttributeNames ?? {},
    values: input.ExpressionAttributeValues ?? {},
    used: new Set(),
  };
}

/** Throws ValidationException for a placeholder that no expression of the request used. */
export function refuseUnused({ names, values, used }: Placeholders): void {
  const idle = (given: object) => Object.keys(given).filter((key) => !used.has(key));
  if (idle(names).length > 0)
    throw invalid(
      `Value provided in ExpressionAttributeNames unused in expressions: keys: {${idle(names).join(', ')}}`,
    );
  if (idle(values).length > 0)
    throw invalid(
      `Value provided in ExpressionAttributeValues unused in expressions: keys: {${idle(values).join(', ')}}`,
    );
}

/** Tokens of one expression, read from left to right. */
export interface Tokens {
  /** The next token without taking it; empty at the end. */
  peek(): string;
  take(): string;
  /** Takes the next token if it is this one; keywords in any case. */
  accept(token: string): boolean;
  expect(token: string): void;
  fail(): never;
  /** A document path: attribute names and list indexes. */
  path(): (string | number)[];
  /** The value of a `:placeholder`. */
  value(): unknown;
}

export function tokensOf(expression: string, kind: string, placeholders: Placeholders): Tokens {
  const tokens = [...expression.matchAll(/\s*(<>|<=|>=|[#:]?[A-Za-z0-9_]+|[^\s])/g)].map(
    ([, token = '']) => token,
  );
  let at = 0;
  const { names, values, used } = placeholders;
  if (tokens.length === 0) throw invalid(`Invalid ${kind}: The expression can not be empty;`);

  function fail(): never {
    const token = tokens[at] ?? '<EOF>';
    const near = tokens.slice(Math.max(0, at - 1), at + 2).join(' ');
    throw invalid(`Invalid ${kind}: Syntax error; token: "${token}", near: "${near}"`);
  }
  function peek(): string {
    return tokens[at] ?? '';
  }
  function take(): string {
    const token = tokens[at];
    if (token === undefined) fail();
    at += 1;
    return token;
  }
  function accept(token: string): boolean {
    if (peek().toUpperCase() !== token) return false;
    at += 1;
    return true;
  }
  function expect(token: string): void {
    if (!accept(token)) fail();
  }
  function name(): string {
    if (!/^#?[A-Za-z_][A-Za-z0-9_]*$|^#[0-9]/.test(peek())) fail();
    const token = take();
    if (!token.startsWith('#')) {
      if (reservedWords.has(token.toUpperCase()))
        throw invalid(`Invalid ${kind}: Attribute name is a reserved keyword; reserved keyword: ${token}`);
      return token;
    }
    const known = names[token];
    if (known === undefined)
      throw invalid(
        `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${token}`,
      );
    used.add(token);
    return known;
  }
  return {
    peek,
    take,
    accept,
    expect,
    fail,
    path() {
      const path: (string | number)[] = [name()];
      for (;;) {
        if (accept('.')) path.push(name());
        else if (accept('[')) {
          if (!/^\d+$/.test(peek())) fail();
          path.push(Number(take()));
          expect(']');
        } else return path;
      }
    },
    value() {
      if (!peek().startsWith(':')) fail();
      const token = take();
      if (!(token in values))
        throw invalid(
          `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${token}`,
        );
      used.add(token);
      return values[token];
    },
  };
}

/** What stands at a document path; undefined if nothing does. */
export function lookUp(item: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if (typeof step === 'number') return Array.isArray(at) ? at[step] : undefined;
    return at !== null &&
      typeof at === 'object' &&
      !Array.isArray(at) &&
      !(at instanceof Set) &&
      Object.hasOwn(at, step)
      ? (at as Record<string, unknown>)[step]
      : undefined;
  }, item);
}
