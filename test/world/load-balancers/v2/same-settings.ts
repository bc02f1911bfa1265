import type { Tag } from '../tag-rules.ts';
import type { LoadBalancerSettings } from './create-load-balancer.ts';
import { sameSubnets } from './subnet-mappings.ts';

/** Whether a repeated creation asks for what stands. Order does not matter. */
export function sameSettings(present: LoadBalancerSettings, wanted: LoadBalancerSettings): boolean {
  return (
    present.type === wanted.type &&
    present.scheme === wanted.scheme &&
    present.ipAddressType === wanted.ipAddressType &&
    sameSubnets(present.subnets, wanted.subnets) &&
    sorted(present.securityGroups ?? []) === sorted(wanted.securityGroups ?? []) &&
    sorted(present.createdWith.map(spelled)) === sorted(wanted.createdWith.map(spelled))
  );
}

function sorted(values: readonly string[]): string {
  return JSON.stringify([...values].sort());
}

function spelled({ Key = '', Value = '' }: Tag): string {
  return `${Key}=${Value}`;
}
