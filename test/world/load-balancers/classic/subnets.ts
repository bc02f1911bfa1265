import type {
  AttachLoadBalancerToSubnetsInput,
  AttachLoadBalancerToSubnetsOutput,
  DetachLoadBalancerFromSubnetsInput,
  DetachLoadBalancerFromSubnetsOutput,
} from '@aws-sdk/client-elastic-load-balancing';
import { checkSubnet } from '../subnets.ts';
import { checkList } from '../validation-error.ts';
import { type ClassicCall, findClassic } from './state.ts';

export function attachToSubnets(
  { LoadBalancerName, Subnets }: AttachLoadBalancerToSubnetsInput,
  call: ClassicCall,
): AttachLoadBalancerToSubnetsOutput {
  const stored = findClassic(LoadBalancerName, call);
  const added = checkList(Subnets, 'subnets', 100).map((id) => checkSubnet(id, 'SubnetNotFoundException'));
  stored.subnets = [...new Set([...stored.subnets, ...added])];
  return { Subnets: stored.subnets };
}

export function detachFromSubnets(
  { LoadBalancerName, Subnets }: DetachLoadBalancerFromSubnetsInput,
  call: ClassicCall,
): DetachLoadBalancerFromSubnetsOutput {
  const stored = findClassic(LoadBalancerName, call);
  const gone = checkList(Subnets, 'subnets', 100);
  stored.subnets = stored.subnets.filter((id) => !gone.includes(id));
  return { Subnets: stored.subnets };
}
