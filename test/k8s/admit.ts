import type { CelInput } from '@bufbuild/cel';
import { type AdmissionFile, type Filled, fillIn, type Policy } from './admission-file.ts';
import { type Bindings, evaluate } from './cel.ts';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface Asked extends Filled {
  readonly object: KubernetesObject;
  /** What stood before; without it the object is new. */
  readonly old?: KubernetesObject;
}

/** The messages with which an API server refuses an object, each with its policy: `<policy>: <message>`. */
export function admit(file: AdmissionFile, asked: Asked): readonly string[] {
  const { policies } = fillIn(file, asked);
  return file.bindings.flatMap(({ spec }) => {
    const policy = policies.find(({ metadata }) => metadata.name === spec.policyName);
    if (policy === undefined)
      throw new Error(`A binding names the policy ${spec.policyName}, which is not there`);
    if (!isMatched(policy, asked)) return [];
    return refusals(policy, asked).map((message) => `${spec.policyName}: ${message}`);
  });
}

function isMatched({ spec }: Policy, { object, old }: Asked): boolean {
  const [group = '', version = ''] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['', object.apiVersion];
  const has = (list: readonly string[], word: string) => list.includes('*') || list.includes(word);
  return spec.matchConstraints.resourceRules.some(
    ({ apiGroups, apiVersions, operations, resources }) =>
      has(apiGroups, group) &&
      has(apiVersions, version) &&
      operations.includes(old === undefined ? 'CREATE' : 'UPDATE') &&
      resources.includes(RESOURCES[object.kind] ?? ''),
  );
}

const RESOURCES: Readonly<Record<string, string>> = {
  Service: 'services',
  Ingress: 'ingresses',
  IngressClassParams: 'ingressclassparams',
  LoadBalancerConfiguration: 'loadbalancerconfigurations',
};

function refusals({ spec }: Policy, { object, old }: Asked): readonly string[] {
  const known = { object: object as CelInput, oldObject: (old ?? null) as CelInput };
  if (
    !spec.matchConditions.every(
      ({ expression }) => evaluate(expression, { ...known, variables: {} }) === true,
    )
  )
    return [];
  // An API server evaluates a variable when it is named. Here all are, so that none can hide an error.
  const variables: Record<string, CelInput> = {};
  for (const { name, expression } of spec.variables)
    variables[name] = evaluate(expression, { ...known, variables });
  const bindings: Bindings = { ...known, variables };
  return spec.validations
    .filter(({ expression }) => evaluate(expression, bindings) !== true)
    .map(({ message, messageExpression }) => messageOf(message, messageExpression, bindings));
}

/** As an API server does: the expression's text, if it is one line of at most 5 KiB, else the fixed one. */
function messageOf(message: string, messageExpression: string | undefined, bindings: Bindings): string {
  if (messageExpression === undefined) return message;
  const told = evaluate(messageExpression, bindings);
  const fits = typeof told === 'string' && told.trim() !== '' && !told.includes('\n') && told.length <= 5120;
  return fits ? told : message;
}
