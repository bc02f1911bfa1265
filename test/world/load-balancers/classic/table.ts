import type { Table } from '../call.ts';
import { createLoadBalancer } from './create-load-balancer.ts';
import { deregisterInstances, describeInstanceHealth, registerInstances } from './instances.ts';
import { deleteLoadBalancer, describeLoadBalancers } from './load-balancers.ts';
import type { ClassicState } from './state.ts';
import { attachToSubnets, detachFromSubnets } from './subnets.ts';
import { addTags, describeTags, removeTags } from './tags.ts';

/** API 2012-06-01: classic load balancers. */
export const classicTable: Table<ClassicState> = {
  CreateLoadBalancer: createLoadBalancer,
  DeleteLoadBalancer: deleteLoadBalancer,
  DescribeLoadBalancers: describeLoadBalancers,
  AddTags: addTags,
  RemoveTags: removeTags,
  DescribeTags: describeTags,
  RegisterInstancesWithLoadBalancer: registerInstances,
  DeregisterInstancesFromLoadBalancer: deregisterInstances,
  DescribeInstanceHealth: describeInstanceHealth,
  AttachLoadBalancerToSubnets: attachToSubnets,
  DetachLoadBalancerFromSubnets: detachFromSubnets,
};
