import type { Table } from '../call.ts';
import { createLoadBalancer } from './create-load-balancer.ts';
import { deleteLoadBalancer } from './delete-load-balancer.ts';
import { describeLoadBalancers } from './describe-load-balancers.ts';
import { createListener, deleteListener, describeListeners } from './listeners.ts';
import {
  describeLoadBalancerAttributes,
  modifyLoadBalancerAttributes,
  setIpAddressType,
  setSecurityGroups,
  setSubnets,
} from './load-balancer-settings.ts';
import { createRule, deleteRule, describeRules } from './rules.ts';
import type { V2State } from './state.ts';
import { addTags, describeTags, removeTags } from './tags.ts';
import { createTargetGroup, deleteTargetGroup, describeTargetGroups } from './target-groups.ts';
import { deregisterTargets, describeTargetHealth, registerTargets } from './targets.ts';

/** API 2015-12-01: application, network and gateway load balancers. */
export const v2Table: Table<V2State> = {
  CreateLoadBalancer: createLoadBalancer,
  DeleteLoadBalancer: deleteLoadBalancer,
  DescribeLoadBalancers: describeLoadBalancers,
  AddTags: addTags,
  RemoveTags: removeTags,
  DescribeTags: describeTags,
  SetIpAddressType: setIpAddressType,
  SetSubnets: setSubnets,
  SetSecurityGroups: setSecurityGroups,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  CreateTargetGroup: createTargetGroup,
  DeleteTargetGroup: deleteTargetGroup,
  DescribeTargetGroups: describeTargetGroups,
  CreateListener: createListener,
  DeleteListener: deleteListener,
  DescribeListeners: describeListeners,
  CreateRule: createRule,
  DeleteRule: deleteRule,
  DescribeRules: describeRules,
  RegisterTargets: registerTargets,
  DeregisterTargets: deregisterTargets,
  DescribeTargetHealth: describeTargetHealth,
};
