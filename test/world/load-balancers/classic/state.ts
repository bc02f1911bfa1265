import type { Instance, Listener } from '@aws-sdk/client-elastic-load-balancing';
import { AwsError } from '../../aws-error.ts';
import type { Call } from '../call.ts';
import type { Tag } from '../tag-rules.ts';
import type { Taggable } from '../taggable.ts';

export interface StoredClassic extends Taggable {
  readonly serial: number;
  readonly name: string;
  readonly scheme: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly createdAt: number;
  readonly listeners: Listener[];
  /** As given when it was created: to be repeated, a creation must give the same. */
  readonly createdWith: readonly Tag[];
  readonly availabilityZones: string[];
  readonly securityGroups: string[];
  subnets: string[];
  instances: Instance[];
}

/** What API 2012-06-01 knows in one account and Region, by name. */
export interface ClassicState {
  readonly loadBalancers: Map<string, StoredClassic>;
}

export type ClassicCall = Call<ClassicState>;

/** In SDK v3 AccessPointNotFoundException; its code on the wire is LoadBalancerNotFound. */
export function findClassic(name: string | undefined, { state }: ClassicCall): StoredClassic {
  const found = state.loadBalancers.get(name ?? '');
  if (found !== undefined) return found;
  throw new AwsError(
    'AccessPointNotFoundException',
    `There is no ACTIVE Load Balancer named '${name ?? ''}'`,
  );
}
