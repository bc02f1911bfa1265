import { describe, expect, it } from 'vitest';
import type { Policy } from '../../shared/settings.ts';
import { FULL, synthesise } from '../infra/synthesise.ts';
import { allowed, verdict } from './allowed.ts';
import { mutateRoles } from './mutate-roles.ts';
import { recordWrites } from './requests/record-writes.ts';
import { ROLE_CALLS } from './requests/role-calls.ts';
import { TRUSTED } from './requests/trusted.ts';
import { statementsOf, trustOf } from './roles-of.ts';
import { concerns } from './trusts.ts';

const POLICIES: readonly Policy[] = ['plan', 'create-only', 'upsert-only', 'sync'];
const stateOf = (policy: Policy) => synthesise({ ...FULL, policy }).state;
const of = <T extends { readonly role: string }>(statements: readonly T[], role: string) =>
  statements.filter((statement) => statement.role === `signpost-us-east-1-${role}`);

describe.each(POLICIES)('under the policy %s', (policy) => {
  const requests = recordWrites(policy);

  it('at least 40 requests are asked of Route 53', () => expect(requests.length).toBeGreaterThanOrEqual(40));

  it.each(requests)('$what: $allowed', ({ role, question, allowed: expected }) => {
    expect(allowed(of(statementsOf(stateOf(policy)), role), question)).toBe(expected);
  });

  it('every change of a role is noticed by a request', () => {
    const { tried, survivors } = mutateRoles(stateOf(policy), policy);
    const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
    console.log(`policy ${policy}: ${total} changes of policies, ${total - survivors.length} noticed`);
    expect(survivors).toEqual([]);
    expect(total).toBeGreaterThan(200);
  });
});

describe('whatever the policy', () => {
  it.each(ROLE_CALLS)('$role, $what: $allowed', ({ role, question, allowed: expected }) => {
    expect(allowed(of(statementsOf(stateOf('sync')), role), question)).toBe(expected);
  });

  it.each(TRUSTED)('$role is taken by $what: $allowed', ({ role, question, allowed: expected }) => {
    const trust = of(trustOf(stateOf('sync')), role);
    expect(verdict(trust.filter((statement) => concerns(statement, question)))).toBe(expected);
  });
});
