import { isDeepStrictEqual } from 'node:util';
import type { Item } from './item.ts';
import { lookUp, type Placeholders, type Tokens, tokensOf } from './tokens.ts';

/** A parsed condition; an item that does not exist is undefined. */
export type Condition = (item: Item | undefined) => boolean;
type Operand = (item: Item | undefined) => unknown;

/** Parses a ConditionExpression or FilterExpression. Throws ValidationException. */
export function parseCondition(expression: string, kind: string, placeholders: Placeholders): Condition {
  const tokens = tokensOf(expression, kind, placeholders);
  const condition = either(tokens);
  if (tokens.peek() !== '') tokens.fail();
  return condition;
}

function either(tokens: Tokens): Condition {
  let left = both(tokens);
  while (tokens.accept('OR')) {
    const [one, other] = [left, both(tokens)];
    left = (item) => one(item) || other(item);
  }
  return left;
}

function both(tokens: Tokens): Condition {
  let left = negation(tokens);
  while (tokens.accept('AND')) {
    const [one, other] = [left, negation(tokens)];
    left = (item) => one(item) && other(item);
  }
  return left;
}

function negation(tokens: Tokens): Condition {
  if (tokens.accept('NOT')) {
    const inner = negation(tokens);
    return (item) => !inner(item);
  }
  if (tokens.accept('(')) {
    const inner = either(tokens);
    tokens.expect(')');
    return inner;
  }
  return functionCall(tokens) ?? comparison(tokens);
}

function functionCall(tokens: Tokens): Condition | undefined {
  const name = ['attribute_exists', 'attribute_not_exists', 'begins_with', 'contains'].find(
    (each) => each === tokens.peek(),
  );
  if (name === undefined) return undefined;
  tokens.take();
  tokens.expect('(');
  const path = tokens.path();
  const given: Operand = name.startsWith('attribute_') ? () => undefined : secondArgument(tokens);
  tokens.expect(')');
  return (item) => {
    const value = lookUp(item, path);
    if (name === 'attribute_exists') return value !== undefined;
    if (name === 'attribute_not_exists') return value === undefined;
    const wanted = given(item);
    if (typeof value === 'string' && typeof wanted === 'string')
      return name === 'begins_with' ? value.startsWith(wanted) : value.includes(wanted);
    if (name === 'begins_with') return false;
    return value instanceof Set || Array.isArray(value)
      ? [...value].some((member) => isDeepStrictEqual(member, wanted))
      : false;
  };
}

function secondArgument(tokens: Tokens): Operand {
  tokens.expect(',');
  return operand(tokens);
}

function comparison(tokens: Tokens): Condition {
  const left = operand(tokens);
  if (tokens.accept('BETWEEN')) {
    const low = operand(tokens);
    tokens.expect('AND');
    const high = operand(tokens);
    return (item) => compare('>=', left(item), low(item)) && compare('<=', left(item), high(item));
  }
  if (tokens.accept('IN')) {
    tokens.expect('(');
    const members = [operand(tokens)];
    while (tokens.accept(',')) members.push(operand(tokens));
    tokens.expect(')');
    return (item) => members.some((member) => compare('=', left(item), member(item)));
  }
  if (!['=', '<>', '<', '<=', '>', '>='].includes(tokens.peek())) tokens.fail();
  const operator = tokens.take();
  const right = operand(tokens);
  return (item) => compare(operator, left(item), right(item));
}

function operand(tokens: Tokens): Operand {
  if (tokens.peek().startsWith(':')) {
    const value = tokens.value();
    return () => value;
  }
  const size = tokens.peek() === 'size';
  if (size) {
    tokens.take();
    tokens.expect('(');
  }
  const path = tokens.path();
  if (!size) return (item) => lookUp(item, path);
  tokens.expect(')');
  return (item) => sizeOfValue(lookUp(item, path));
}

function sizeOfValue(value: unknown): number | undefined {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Set) return value.size;
  if (Array.isArray(value)) return value.length;
  return value !== null && typeof value === 'object' ? Object.keys(value).length : undefined;
}

/** An attribute that is not there equals nothing, and so differs from everything. */
function compare(operator: string, left: unknown, right: unknown): boolean {
  const equal = left !== undefined && isDeepStrictEqual(left, right);
  if (operator === '=') return equal;
  if (operator === '<>') return !equal;
  const ordered =
    (typeof left === 'string' && typeof right === 'string') ||
    (typeof left === 'number' && typeof right === 'number');
  if (!ordered) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
