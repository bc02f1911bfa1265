import type {
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../aws-error.ts';
import { page } from '../paging.ts';
import { checkList, validationError } from '../validation-error.ts';
import { checkArn } from './find.ts';
import { loadBalancerView } from './load-balancer-view.ts';
import type { StoredLoadBalancer, V2Call } from './state.ts';

/** All, or those asked for: one that is missing fails the whole call. */
export function describeLoadBalancers(
  input: DescribeLoadBalancersInput,
  call: V2Call,
): DescribeLoadBalancersOutput {
  const { items, NextMarker } = page(chosen(input, call), input);
  return { LoadBalancers: items.map((item) => loadBalancerView(item, call.caller.region)), NextMarker };
}

function chosen(
  { LoadBalancerArns = [], Names = [] }: DescribeLoadBalancersInput,
  call: V2Call,
): StoredLoadBalancer[] {
  const all = [...call.state.loadBalancers.values()];
  if (LoadBalancerArns.length > 0 && Names.length > 0) {
    throw validationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
  }
  if (LoadBalancerArns.length > 0) {
    for (const arn of checkList(LoadBalancerArns, 'loadBalancerArns', 20))
      checkArn(arn, 'load balancer', call);
    const found = all.filter(({ arn }) => LoadBalancerArns.includes(arn));
    if (found.length === new Set(LoadBalancerArns).size) return found;
    throw new AwsError('LoadBalancerNotFoundException', 'One or more load balancers not found');
  }
  if (Names.length > 0) {
    const found = all.filter(({ name }) => checkList(Names, 'names', 20).includes(name));
    const missing = Names.filter((name) => found.every((item) => item.name !== name));
    if (missing.length === 0) return found;
    throw new AwsError('LoadBalancerNotFoundException', `Load balancers '[${missing.join(', ')}]' not found`);
  }
  return all;
}
