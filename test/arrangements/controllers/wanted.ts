import { createHash } from 'node:crypto';
import type { Manifest } from '../../sandbox/cluster-api/manifests.ts';

export type Tags = Readonly<Record<string, string>>;

/** A load balancer as a controller makes it of manifests. */
export interface Wanted {
  readonly name: string;
  readonly kind: 'application' | 'network' | 'classic';
  readonly isInternal: boolean;
  /** All of them are in the call that creates it. */
  readonly tags: Tags;
  /** What happens to the tags of one that is there: a classic one of the in-tree controller loses none, its NLB gets none. */
  readonly retags: 'adds and removes' | 'adds' | 'never';
  /** Objects whose status shows it. */
  readonly shownBy: readonly Manifest[];
}

export interface Fields {
  readonly spec?: Readonly<Record<string, unknown>>;
}

export function specOf<Spec>(object: Manifest): Partial<Spec> {
  return ((object as Fields).spec ?? {}) as Partial<Spec>;
}

export function annotationsOf({ metadata }: Manifest): Tags {
  return (metadata['annotations'] ?? {}) as Tags;
}

export function nameOf({ metadata: { namespace = 'default', name } }: Manifest): string {
  return `${namespace}/${name}`;
}

/** AWS Load Balancer Controller, `k8s-<namespace>-<name>-<hash>`, each cut and without what is no letter or digit. */
export function generatedName(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 10);
  const cut = parts.map((part) => part.replaceAll(/[^a-z0-9]/g, '').slice(0, parts.length > 1 ? 8 : 17));
  return ['k8s', ...cut, hash].join('-');
}

/** What the two controllers differ in: AWS Load Balancer Controller, and EKS Auto Mode, which is one of its own. */
export interface Dialect {
  readonly cluster: string;
  readonly service: string;
  readonly ingress: string;
}

export const LOAD_BALANCER_CONTROLLER: Dialect = {
  cluster: 'elbv2.k8s.aws/cluster',
  service: 'service.k8s.aws',
  ingress: 'ingress.k8s.aws',
};

export const AUTO_MODE: Dialect = {
  cluster: 'eks:eks-cluster-name',
  service: 'service.eks.amazonaws.com',
  ingress: 'ingress.eks.amazonaws.com',
};

/** The tags that say what it was made for. */
export function trackingTags(
  clusterKey: string,
  cluster: string,
  prefix: string,
  stack: string,
  resource = 'LoadBalancer',
): Tags {
  return { [clusterKey]: cluster, [`${prefix}/stack`]: stack, [`${prefix}/resource`]: resource };
}
