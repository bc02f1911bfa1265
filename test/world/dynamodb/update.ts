import { type Item, invalid, isMap } from './item.ts';
import { lookUp, type Placeholders, type Tokens, tokensOf } from './tokens.ts';

type Path = readonly (string | number)[];
type Operand = (before: Item) => unknown;
/** Changes `after`; every operand reads the item as it was before the update. */
type Action = (before: Item, after: Item) => void;

export interface Update {
  apply(item: Item): Item;
  /** Top-level attributes that the update names on its left side. */
  readonly touched: readonly string[];
}

/** Parses an UpdateExpression: SET, REMOVE, ADD and DELETE. Throws ValidationException. */
export function parseUpdate(expression: string, placeholders: Placeholders): Update {
  const tokens = tokensOf(expression, 'UpdateExpression', placeholders);
  const actions: Action[] = [];
  const targets: Path[] = [];
  const sections: Readonly<Record<string, (tokens: Tokens, path: Path) => Action>> = {
    SET: setAction,
    REMOVE: (_, path) => (_before, after) => write(after, path, undefined),
    ADD: addAction,
    DELETE: deleteAction,
  };
  while (tokens.peek() !== '') {
    const section = sections[tokens.take().toUpperCase()];
    if (section === undefined)
      throw invalid('Invalid UpdateExpression: Syntax error; no SET, REMOVE, ADD or DELETE');
    do {
      const path = tokens.path();
      if (targets.some((other) => other.join('/') === path.join('/')))
        throw invalid(
          `Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [${path.join(', ')}], path two: [${path.join(', ')}]`,
        );
      targets.push(path);
      actions.push(section(tokens, path));
    } while (tokens.accept(','));
  }
  return {
    touched: targets.map(([first]) => String(first)),
    apply(item) {
      const after = structuredClone(item);
      for (const action of actions) action(item, after);
      return after;
    },
  };
}

function setAction(tokens: Tokens, path: Path): Action {
  tokens.expect('=');
  const left = operand(tokens);
  const sign = tokens.peek();
  if (sign !== '+' && sign !== '-') return (before, after) => write(after, path, left(before));
  tokens.take();
  const right = operand(tokens);
  return (before, after) => {
    const [one, other] = [left(before), right(before)];
    if (typeof one !== 'number' || typeof other !== 'number')
      throw invalid('An operand in the update expression has an incorrect data type');
    write(after, path, sign === '+' ? one + other : one - other);
  };
}

function operand(tokens: Tokens): Operand {
  if (tokens.peek().startsWith(':')) {
    const value = tokens.value();
    return () => structuredClone(value);
  }
  const name = tokens.peek();
  if (name === 'if_not_exists' || name === 'list_append') {
    tokens.take();
    tokens.expect('(');
    const first = operand(tokens);
    tokens.expect(',');
    const second = operand(tokens);
    tokens.expect(')');
    return name === 'list_append'
      ? (before) => [...(first(before) as unknown[]), ...(second(before) as unknown[])]
      : (before) => readOptional(first, before) ?? second(before);
  }
  const path = tokens.path();
  return (before) => {
    const value = lookUp(before, path);
    if (value === undefined)
      throw invalid('The provided expression refers to an attribute that does not exist in the item');
    return structuredClone(value);
  };
}

function readOptional(read: Operand, before: Item): unknown {
  try {
    return read(before);
  } catch {
    return undefined;
  }
}

function addAction(tokens: Tokens, path: Path): Action {
  const value = tokens.value();
  return (before, after) => {
    const old = lookUp(before, path);
    if (typeof value === 'number' && (old === undefined || typeof old === 'number'))
      write(after, path, (old ?? 0) + value);
    else if (value instanceof Set && (old === undefined || old instanceof Set))
      write(after, path, new Set([...(old ?? []), ...value]));
    else throw invalid('An operand in the update expression has an incorrect data type');
  };
}

function deleteAction(tokens: Tokens, path: Path): Action {
  const value = tokens.value();
  return (before, after) => {
    const old = lookUp(before, path);
    if (!(value instanceof Set) || !(old === undefined || old instanceof Set))
      throw invalid('An operand in the update expression has an incorrect data type');
    const rest = new Set([...(old ?? [])].filter((member) => !value.has(member)));
    write(after, path, rest.size === 0 ? undefined : rest);
  };
}

/** Writes or, with undefined, removes what stands at a path whose parents exist. */
function write(item: Item, path: Path, value: unknown): void {
  const parent = path.length === 1 ? item : lookUp(item, path.slice(0, -1));
  const last = path.at(-1) ?? '';
  if (typeof last === 'number' ? !Array.isArray(parent) : !isMap(parent))
    throw invalid('The document path provided in the update expression is invalid for update');
  if (Array.isArray(parent)) {
    if (value === undefined) parent.splice(Number(last), 1);
    else parent[Math.min(Number(last), parent.length)] = value;
  } else if (isMap(parent)) {
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
}
