import type { Item } from './item.ts';
import { lookUp, type Placeholders, tokensOf } from './tokens.ts';

export type Projection = (item: Item) => Item;

/** Parses a ProjectionExpression of attributes and of members of maps; without one everything is returned. */
export function projectionOf(expression: string | undefined, placeholders: Placeholders): Projection {
  if (expression === undefined) return (item) => item;
  const tokens = tokensOf(expression, 'ProjectionExpression', placeholders);
  const paths = [tokens.path()];
  while (tokens.accept(',')) paths.push(tokens.path());
  if (tokens.peek() !== '') tokens.fail();
  return (item) => {
    const projected: Item = {};
    for (const path of paths) {
      const value = lookUp(item, path);
      if (value !== undefined) place(projected, path, value);
    }
    return projected;
  };
}

function place(target: Item, path: readonly (string | number)[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) target[first] = value;
  else {
    const inner = (target[first] ?? {}) as Item;
    target[first] = inner;
    place(inner, rest, value);
  }
}
