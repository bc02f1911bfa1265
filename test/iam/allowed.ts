import { holds } from './condition-operators.ts';
import { like } from './like.ts';
import type { Conditions, Statement } from './statement.ts';

/** Condition keys of a request with their values; an absent one is not there. */
export type Context = Readonly<Record<string, readonly string[]>>;

/** What is asked of IAM. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/** IAM's evaluation of the identity policies of one role: allowed by one statement at least, denied by none. */
export function allowed(statements: readonly Statement[], question: Question): boolean {
  return verdict(statements.filter((statement) => applies(statement, question)));
}

/** Of the statements that apply. */
export function verdict(applying: readonly Statement[]): boolean {
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

function applies({ actions, resources, conditions }: Statement, question: Question): boolean {
  return (
    isAction(actions, question.action) &&
    resources.some((resource) => like(resource, question.resource)) &&
    meets(conditions, question.context)
  );
}

/** Actions have no case. */
export function isAction(actions: readonly string[], asked: string): boolean {
  return actions.some((action) => like(action.toLowerCase(), asked.toLowerCase()));
}

/** All operators, and in each all keys. Condition keys have no case. */
export function meets(conditions: Conditions, context: Context = {}): boolean {
  const values = new Map(Object.entries(context).map(([key, found]) => [key.toLowerCase(), found]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, values.get(key.toLowerCase()))),
  );
}
