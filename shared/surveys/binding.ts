import { type ObjectRef, refOf } from '../kubernetes/kinds.ts';

/** The cluster that a load balancer belongs to, and what of it, as its tags say. */
export interface Binding {
  readonly kind: 'bound';
  readonly cluster: string;
  /** What it was made for, or put in front of. */
  readonly entrance: BoundTo;
  /** What replaces what: load balancers of one cluster with the same stack stand in for each other. */
  readonly stack?: string;
}

/**
 * - `made for`: a controller made it for this object, whose status must show it.
 * - `group`: for an IngressGroup; the status of an Ingress must show it.
 * - `in front of`: a person put it in front of this Service, whose status says nothing of it.
 * - `unnamed`: the tags say only the cluster; the status of some object must show it.
 */
export type BoundTo =
  | { readonly kind: 'made for' | 'in front of'; readonly object: ObjectRef }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'unnamed' };

/** Tags that cannot be true together. */
export interface BindingProblem {
  readonly kind: 'problem';
  readonly problem: string;
}

type Tags = Readonly<Record<string, string>>;

type StackKind = 'Service' | 'Ingress' | 'Gateway';

/** AWS Load Balancer Controller and EKS Auto Mode: prefix of the `stack` and `resource` tags, and the kind they name. */
const STACKS: readonly (readonly [prefix: string, kind: StackKind])[] = [
  ['service.k8s.aws', 'Service'],
  ['service.eks.amazonaws.com', 'Service'],
  ['ingress.k8s.aws', 'Ingress'],
  ['ingress.eks.amazonaws.com', 'Ingress'],
  ['gateway.k8s.aws.alb', 'Gateway'],
  ['gateway.k8s.aws.nlb', 'Gateway'],
  ['gateway.eks.amazonaws.com.alb', 'Gateway'],
  ['gateway.eks.amazonaws.com.nlb', 'Gateway'],
];
const CLUSTER_KEYS = ['elbv2.k8s.aws/cluster', 'eks:eks-cluster-name', 'KubernetesCluster'];
const OWNED = 'kubernetes.io/cluster/';
const SERVICE_NAME = 'kubernetes.io/service-name';

/** Whether tags of this key can make a difference to `bindingOf`, our own apart. */
export function isBindingTag(key: string): boolean {
  return (
    CLUSTER_KEYS.includes(key) ||
    key.startsWith(OWNED) ||
    key === SERVICE_NAME ||
    STACKS.some(([prefix]) => key === `${prefix}/stack` || key === `${prefix}/resource`)
  );
}

const NAME = /^[a-z0-9.-]+\/[a-z0-9.-]+$/;

/**
 * What a load balancer's tags say of a cluster: those of the AWS Load Balancer Controller, of EKS Auto Mode, of the in-tree
 * and cloud-provider-aws controllers, and our own `cluster` and `service` for load balancers that no controller made.
 * `undefined`: the tags name no cluster.
 */
export function bindingOf(tags: Tags, tagPrefix: string): Binding | BindingProblem | undefined {
  const clusters = [...new Set(clustersIn(tags, tagPrefix))].sort();
  const serviceKey = `${tagPrefix}/service`;
  const service = tags[serviceKey]?.trim();
  const [cluster, other] = clusters;
  if (cluster === undefined)
    return service === undefined
      ? undefined
      : problem(`tag ${serviceKey} names a Service of no cluster: add the tag ${tagPrefix}/cluster`);
  if (other !== undefined) {
    return problem(`its tags name several clusters (${clusters.join(', ')}): leave the tags of one`);
  }
  const stacks = stacksIn(tags);
  const [stack] = stacks;
  const objects = [...new Set(stacks.map(({ object }) => object))];
  if (objects.length > 1) {
    return problem(
      `its tags say that it was made for ${objects.join(' and for ')}: leave the tags of the controller that manages it`,
    );
  }
  if (service !== undefined) return inFrontOf(cluster, service, serviceKey, stack);
  if (stack === undefined) return { kind: 'bound', cluster, entrance: { kind: 'unnamed' } };
  if (stack.kind === 'Ingress' && !stack.name.includes('/'))
    return { kind: 'bound', cluster, entrance: { kind: 'group', group: stack.name }, stack: stack.id };
  if (!NAME.test(stack.name)) {
    return problem(`tag ${stack.key} is "${stack.name}", expected namespace/name of ${article(stack.kind)}`);
  }
  const object = refOf(
    stack.kind === 'Gateway' ? 'Gateway.gateway.networking.k8s.io' : stack.kind,
    stack.name,
  );
  return { kind: 'bound', cluster, entrance: { kind: 'made for', object }, stack: stack.id };
}

/** Nothing says that what a person put in front of a Service replaces another: it has no stack. */
function inFrontOf(
  cluster: string,
  service: string,
  key: string,
  stack: Stack | undefined,
): Binding | BindingProblem {
  if (stack !== undefined)
    return problem(
      `tag ${key} is for load balancers that no controller made, and ${stack.key} says that one made it for ${stack.object}: remove ${key}`,
    );
  if (!NAME.test(service)) return problem(`tag ${key} is "${service}", expected namespace/name of a Service`);
  return {
    kind: 'bound',
    cluster,
    entrance: { kind: 'in front of', object: refOf('Service', service) },
  };
}

function clustersIn(tags: Tags, tagPrefix: string): readonly string[] {
  const named = [...CLUSTER_KEYS, `${tagPrefix}/cluster`].flatMap((key) => tags[key]?.trim() ?? []);
  const owned = Object.entries(tags)
    .filter(([key, value]) => key.startsWith(OWNED) && (value === 'owned' || value === 'shared'))
    .map(([key]) => key.slice(OWNED.length));
  return [...named, ...owned].filter((cluster) => cluster !== '');
}

function article(kind: StackKind): string {
  return kind === 'Ingress' ? 'an Ingress, or the name of an IngressGroup' : `a ${kind}`;
}

interface Stack {
  readonly key: string;
  readonly kind: StackKind;
  readonly name: string;
  readonly object: string;
  readonly id: string;
}

function stacksIn(tags: Tags): readonly Stack[] {
  const controllers = STACKS.flatMap(([prefix, kind]) => {
    const name = tags[`${prefix}/stack`];
    const resource = tags[`${prefix}/resource`] ?? '';
    return name === undefined ? [] : [stackOf(`${prefix}/stack`, kind, name, resource)];
  });
  const inTree = tags[SERVICE_NAME];
  return inTree === undefined
    ? controllers
    : [...controllers, stackOf(SERVICE_NAME, 'Service', inTree, 'LoadBalancer')];
}

function stackOf(key: string, kind: StackKind, name: string, resource: string): Stack {
  const object = `${kind}/${name}`;
  return { key, kind, name, object, id: `${object}/${resource}` };
}

function problem(text: string): BindingProblem {
  return { kind: 'problem', problem: text };
}
