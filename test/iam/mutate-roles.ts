import type { Policy } from '../../shared/settings.ts';
import type { Synthesised } from '../infra/templates.ts';
import { allowed, verdict } from './allowed.ts';
import { mutationsOf } from './mutations.ts';
import { recordWrites } from './requests/record-writes.ts';
import { ROLE_CALLS } from './requests/role-calls.ts';
import { TRUSTED } from './requests/trusted.ts';
import { type RoleStatement, statementsOf, trustOf } from './roles-of.ts';
import type { Statement } from './statement.ts';
import { concerns } from './trusts.ts';

export interface Mutated {
  /** How many changes were tried, by role and kind of policy. */
  readonly tried: ReadonlyMap<string, number>;
  /** Those that no request noticed. */
  readonly survivors: readonly string[];
}

/** Whether the statements give a request what it expects. */
type Holds = (statements: readonly Statement[]) => boolean;

/** Changes every statement of every role of the stack, and asks all requests of that role again, until one notices. */
export function mutateRoles(state: Synthesised, policy: Policy): Mutated {
  const calls = [...recordWrites(policy), ...ROLE_CALLS].map(({ role, question, allowed: expected }) => ({
    role,
    holds: (statements: readonly Statement[]) => allowed(statements, question) === expected,
  }));
  const takers = TRUSTED.map(({ role, question, allowed: expected }) => ({
    role,
    holds: (statements: readonly Statement[]) =>
      verdict(statements.filter((statement) => concerns(statement, question))) === expected,
  }));
  const all = [mutate(statementsOf(state), calls, 'permissions'), mutate(trustOf(state), takers, 'trust')];
  return {
    tried: new Map(all.flatMap(({ tried }) => [...tried])),
    survivors: all.flatMap(({ survivors }) => survivors),
  };
}

function mutate(
  all: readonly RoleStatement[],
  requests: readonly { readonly role: string; readonly holds: Holds }[],
  kind: string,
): Mutated {
  const tried = new Map<string, number>();
  const survivors: string[] = [];
  for (const [name, statements] of Map.groupBy(all, ({ role }) => role)) {
    const role = name.replace(/^signpost-us-east-1-/, '');
    const asked = requests.filter((request) => request.role === role);
    for (const [index, statement] of statements.entries()) {
      for (const { what, statement: changed } of mutationsOf(statement)) {
        const now = statements.toSpliced(index, 1, ...(changed ? [{ ...changed, role: name }] : []));
        const place = `${role}, ${kind}`;
        tried.set(place, (tried.get(place) ?? 0) + 1);
        if (asked.every(({ holds }) => holds(now))) survivors.push(`${place}, ${statement.sid}: ${what}`);
      }
    }
  }
  return { tried, survivors };
}
