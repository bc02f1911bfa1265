import { describe, expect, it } from 'vitest';
import { ANNOTATIONS, type Case, FIELDS, INGRESS_GROUPS } from './admission-cases.ts';
import { type AdmissionFile, type Policy, readAdmissionFile } from './admission-file.ts';
import { admit } from './admit.ts';
import { ingressOf } from './objects.ts';

const file = readAdmissionFile();
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'signpost-tag-annotations': ANNOTATIONS,
  'signpost-tag-fields': FIELDS,
  'signpost-ingress-groups': INGRESS_GROUPS,
};

describe.each(Object.entries(CASES))('%s', (name, cases) => {
  it.each(cases)('%s', (_, asked, refused) => {
    expect(admit(file, asked)).toEqual(refused.map((message) => `${name}: ${message}`));
  });

  it('has no validation, no condition and no rule that the cases would not miss', () => {
    const policy = policyOf(name);
    const { validations, matchConditions, matchConstraints } = policy.spec;
    const kinds = matchConstraints.resourceRules.flatMap((rule) =>
      [...rule.apiGroups, ...rule.operations].map((word) => [rule, word] as const),
    );
    const fewer: Policy['spec'][] = [
      ...validations.map((each) => ({ ...policy.spec, validations: without(validations, each) })),
      ...matchConditions.map((each) => ({ ...policy.spec, matchConditions: without(matchConditions, each) })),
      ...kinds.map(([rule, word]) => ({
        ...policy.spec,
        matchConstraints: {
          resourceRules: matchConstraints.resourceRules.map((each) =>
            each === rule
              ? {
                  ...each,
                  apiGroups: without(each.apiGroups, word),
                  operations: without<string>(each.operations, word) as typeof each.operations,
                }
              : each,
          ),
        },
      })),
    ];
    expect(fewer.length).toBeGreaterThan(4);
    for (const spec of fewer) {
      const changed = { ...file, policies: [...without(file.policies, policy), { ...policy, spec }] };
      expect(
        cases.filter((each) => !passes(changed, name, each)).length,
        JSON.stringify(spec),
      ).toBeGreaterThan(0);
    }
  });
});

it('binds each policy once, and refuses', () => {
  expect(file.bindings.map(({ spec }) => spec.policyName).sort()).toEqual(
    file.policies.map(({ metadata }) => metadata.name).sort(),
  );
  for (const { spec } of file.bindings) expect(spec.validationActions).toEqual(['Deny']);
});

it('finds the tag of another behind as many as an annotation can have', () => {
  const own = Array.from({ length: 47 }, (_, index) => `k${index}.shop/web=v`).join(',');
  const [, message] = admit(file, { object: ingressOf('public', `${own},a.shop/web=1,team=shop`) });
  expect(message).toMatch(/^signpost-ingress-groups: got the tag "a.shop\/web=1,team=shop"/);
});

it('judges a tag by the same expressions wherever it stands', () => {
  const expressionsOf = (name: string) =>
    Object.fromEntries(policyOf(name).spec.variables.map((each) => [each.name, each.expression]));
  const ofAnnotations = expressionsOf('signpost-tag-annotations');
  const ofFields = expressionsOf('signpost-tag-fields');
  for (const name of ['wrongCharacters', 'spaced', 'wrongKeys', 'longValues', 'reserved'])
    expect(ofFields[name]).toBe(ofAnnotations[name]);
});

// An API server falls back to the fixed message where the expression gives several lines or more than 5 KiB.
it.each(Object.values(CASES).flat())('tells in one line, with what to do: %s', (_, asked) => {
  for (const message of admit(file, asked)) expect(message).toMatch(/^[a-z-]+: [^\n]{40,1500}$/);
});

function policyOf(name: string): Policy {
  const policy = file.policies.find(({ metadata }) => metadata.name === name);
  if (policy === undefined) throw new Error(`There is no policy ${name}`);
  return policy;
}

function passes(changed: AdmissionFile, name: string, [, asked, refused]: Case): boolean {
  try {
    return admit(changed, asked).join('\n') === refused.map((message) => `${name}: ${message}`).join('\n');
  } catch {
    return false;
  }
}

function without<T>(list: readonly T[], one: T): T[] {
  return list.filter((each) => each !== one);
}
