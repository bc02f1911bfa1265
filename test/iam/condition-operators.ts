import { like } from './like.ts';

/** Values of a condition key in a request; a key that the request does not have is `undefined`. */
type Values = readonly string[] | undefined;

/** How one value of a request is held against one of the policy. */
const COMPARE: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: like,
  // The guide: ArnEquals and ArnLike behave the same; each of the six parts is compared by itself.
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
};

/** True if none of the policy's values is the request's. */
const NEGATED: Readonly<Record<string, keyof typeof COMPARE>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Whether one operator holds for one key, as the IAM guide has it ("Condition operators", "Set operators for multivalued
 * context keys"). Throws on an operator that it does not know, and on several values without a set operator, for which
 * AWS promises nothing.
 */
export function holds(operator: string, wanted: readonly string[], values: Values): boolean {
  const [, set, base = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(operator) ?? [];
  if (wanted.some((one) => one.includes('${')))
    throw new Error(`${wanted.join(', ')}: policy variables are not known`);
  if (base === 'Null' && set === undefined) {
    return wanted.some((one) => one.toLowerCase() === String(isAbsent(values)));
  }
  const one = compareWith(operator, base);
  const holdsFor = (value: string) => one(wanted, value);
  if (set === 'ForAllValues') return (values ?? []).every(holdsFor);
  if (set === 'ForAnyValue') return (values ?? []).some(holdsFor);
  if (isAbsent(values)) return base in NEGATED;
  if (values.length > 1) {
    throw new Error(
      `${operator} meets ${values.length} values (${values.join(', ')}): it is for keys with one`,
    );
  }
  return values.every(holdsFor);
}

function isAbsent(values: Values): values is undefined | readonly [] {
  return values === undefined || values.length === 0;
}

function compareWith(operator: string, base: string): (wanted: readonly string[], value: string) => boolean {
  const positive = COMPARE[base];
  if (positive) return (wanted, value) => wanted.some((one) => positive(one, value));
  const negated = COMPARE[NEGATED[base] ?? ''];
  if (negated) return (wanted, value) => !wanted.some((one) => negated(one, value));
  throw new Error(`${operator}: an operator that test/iam does not know. Teach it, from the IAM guide`);
}

/** Six parts, the last of which may hold colons. */
function arnLike(wanted: string, value: string): boolean {
  const parts = (arn: string) => {
    const all = arn.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  };
  const values = parts(value);
  return parts(wanted).every((part, index) => like(part, values[index] ?? ''));
}
