import {
  type CelInput,
  CelScalar,
  type CelValue,
  celEnv,
  celMethod,
  isCelError,
  listType,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';

/** What the expressions of an admission policy may name. */
export interface Bindings {
  readonly object: CelInput;
  /** null where the object is new. */
  readonly oldObject: CelInput;
  readonly variables: CelInput;
}

const { DYN, INT, STRING } = CelScalar;
// The library's own drops what is behind the last part; with CEL's extension, and so in Kubernetes, that part has it all.
const split = celMethod('split', STRING, [STRING, INT], listType(STRING), function (separator, limit) {
  const parts = this.split(separator);
  const last = Number(limit) - 1;
  return parts.length <= last ? parts : [...parts.slice(0, last), parts.slice(last).join(separator)];
});
// Of the functions that Kubernetes adds to CEL the policies use those of strings only; they are CEL's own extension.
const env = celEnv({
  funcs: [...strings.filter(({ id }) => id !== split.id), split],
  variables: { object: DYN, oldObject: DYN, variables: DYN },
});
const planned = new Map<string, (bindings: Bindings) => CelValue>();

/** The value of an expression; an error of the expression is thrown. */
export function evaluate(expression: string, bindings: Bindings): CelValue {
  const known = planned.get(expression) ?? planFor(expression);
  planned.set(expression, known);
  return known(bindings);
}

function planFor(expression: string): (bindings: Bindings) => CelValue {
  const run = plan(env, parse(expression));
  return (bindings) => {
    const value = run({ ...bindings });
    if (isCelError(value)) throw new Error(`${value.message} in ${expression}`, { cause: value });
    return value;
  };
}
