import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const operations = z.array(z.enum(['CREATE', 'UPDATE'])).min(1);
const resourceRule = z.strictObject({
  apiGroups: z.array(z.string()).min(1),
  apiVersions: z.array(z.string()).min(1),
  operations,
  resources: z.array(z.string().regex(/^[a-z]+$/)).min(1),
});
const variable = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
  expression: z.string(),
});
// Kubernetes takes a message without line breaks only; the one of the expression is used if it can be had.
const validation = z.strictObject({
  expression: z.string(),
  message: z.string().regex(/^[^\n]+$/),
  messageExpression: z.string().optional(),
});

const policy = z.strictObject({
  apiVersion: z.literal('admissionregistration.k8s.io/v1'),
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    failurePolicy: z.literal('Fail'),
    matchConstraints: z.strictObject({ resourceRules: z.array(resourceRule).min(1) }),
    matchConditions: z.array(variable.extend({ name: z.string() })).max(64),
    variables: z.array(variable),
    validations: z.array(validation).min(1),
  }),
});
const binding = z.strictObject({
  apiVersion: z.literal('admissionregistration.k8s.io/v1'),
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    policyName: z.string(),
    validationActions: z.array(z.enum(['Deny', 'Warn', 'Audit'])).min(1),
  }),
});
const object = z.discriminatedUnion('kind', [policy, binding]);

export type Policy = z.infer<typeof policy>;
export type Binding = z.infer<typeof binding>;

export interface AdmissionFile {
  readonly policies: readonly Policy[];
  readonly bindings: readonly Binding[];
}

/** `k8s/admission-policy.yaml`; whatever is no field of these kinds, which an API server would drop or refuse, is an error. */
export function readAdmissionFile(): AdmissionFile {
  const text = readFileSync(new URL('../../k8s/admission-policy.yaml', import.meta.url), 'utf8');
  const objects = parseAllDocuments(text).map((each) => object.parse(each.toJS()));
  return {
    policies: objects.filter((each) => each.kind === 'ValidatingAdmissionPolicy'),
    bindings: objects.filter((each) => each.kind === 'ValidatingAdmissionPolicyBinding'),
  };
}

/** What people fill in for their IngressGroups: tags by group, groups by class. */
export interface Filled {
  readonly groups?: Readonly<Record<string, string>>;
  readonly classes?: Readonly<Record<string, string>>;
}

/** The file as somebody has it who filled that in. A JSON object of texts is a map of CEL. */
export function fillIn(file: AdmissionFile, { groups = {}, classes = {} }: Filled): AdmissionFile {
  const expressions = new Map([
    ['groups', JSON.stringify(groups)],
    ['classes', JSON.stringify(classes)],
  ]);
  const policies = file.policies.map((each) => {
    const variables = each.spec.variables.map(({ name, expression }) => ({
      name,
      expression: expressions.get(name) ?? expression,
    }));
    return { ...each, spec: { ...each.spec, variables } };
  });
  return { ...file, policies };
}
