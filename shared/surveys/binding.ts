import type { ObjectRef } from './survey.ts';

/** The cluster object that a load balancer was made for, as its controller's tags say. */
export interface Binding {
  readonly kind: 'bound';
  readonly cluster: string;
  /** The object whose status must show the load balancer. Absent if the tags name none that a survey reads. */
  readonly object?: ObjectRef;
  /** What replaces what: load balancers of one cluster with the same stack stand in for each other. */
  readonly stack?: string;
}

/** Tags that cannot be true together. */
export interface BindingProblem {
  readonly kind: 'problem';
  readonly problem: string;
}

type Tags = Readonly<Record<string, string>>;

/** AWS Load Balancer Controller and EKS Auto Mode: prefix of the `stack` and `resource` tags, and the kind they name. */
const STACKS: readonly (readonly [prefix: string, kind: 'Service' | 'Ingress' | 'Gateway'])[] = [
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
const NAME = /^[a-z0-9.-]+\/[a-z0-9.-]+$/;

/**
 * The cluster and the object that a load balancer's tags name: those of the AWS Load Balancer Controller, of EKS Auto
 * Mode, and of the in-tree and cloud-provider-aws controllers. `undefined`: the tags name no cluster.
 */
export function bindingOf(tags: Tags): Binding | BindingProblem | undefined {
  const clusters = [...new Set(clustersIn(tags))].sort();
  const [cluster, other] = clusters;
  if (cluster === undefined) return undefined;
  if (other !== undefined) {
    return problem(`its tags name several clusters (${clusters.join(', ')}): leave the tags of one`);
  }
  const stacks = stacksIn(tags);
  const [stack] = stacks;
  if (stack === undefined) return { kind: 'bound', cluster };
  const objects = [...new Set(stacks.map(({ object }) => object))];
  if (objects.length > 1) {
    return problem(
      `its tags say that it was made for ${objects.join(' and for ')}: leave the tags of the controller that manages it`,
    );
  }
  if (stack.kind !== 'Service') return { kind: 'bound', cluster, stack: stack.id };
  if (!NAME.test(stack.name)) {
    return problem(`tag ${stack.key} is "${stack.name}", expected namespace/name of a Service`);
  }
  return { kind: 'bound', cluster, object: `Service/${stack.name}`, stack: stack.id };
}

function clustersIn(tags: Tags): readonly string[] {
  const named = CLUSTER_KEYS.flatMap((key) => tags[key] ?? []);
  const owned = Object.entries(tags)
    .filter(([key, value]) => key.startsWith(OWNED) && (value === 'owned' || value === 'shared'))
    .map(([key]) => key.slice(OWNED.length));
  return [...named, ...owned].filter((cluster) => cluster !== '');
}

interface Stack {
  readonly key: string;
  readonly kind: string;
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

function stackOf(key: string, kind: string, name: string, resource: string): Stack {
  const object = `${kind}/${name}`;
  return { key, kind, name, object, id: `${object}/${resource}` };
}

function problem(text: string): BindingProblem {
  return { kind: 'problem', problem: text };
}
