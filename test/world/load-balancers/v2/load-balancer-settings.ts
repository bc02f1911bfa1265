import type {
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
  LoadBalancerAttribute,
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
  SetIpAddressTypeInput,
  SetIpAddressTypeOutput,
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
  SetSubnetsInput,
  SetSubnetsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { checkList, validationError } from '../validation-error.ts';
import { checkAddressType } from './address-type.ts';
import { findLoadBalancer } from './find.ts';
import { availabilityZones } from './load-balancer-view.ts';
import type { StoredLoadBalancer, V2Call } from './state.ts';
import { subnetMappings } from './subnet-mappings.ts';

export function setIpAddressType(
  { LoadBalancerArn, IpAddressType }: SetIpAddressTypeInput,
  call: V2Call,
): SetIpAddressTypeOutput {
  const stored = findLoadBalancer(LoadBalancerArn, call);
  if (IpAddressType === undefined) throw validationError('An IP address type must be specified');
  checkAddressType(IpAddressType, stored.type, stored.scheme);
  stored.ipAddressType = IpAddressType;
  return { IpAddressType };
}

export function setSubnets(input: SetSubnetsInput, call: V2Call): SetSubnetsOutput {
  const stored = findLoadBalancer(input.LoadBalancerArn, call);
  const subnets = subnetMappings(input);
  checkAddressType(input.IpAddressType, stored.type, stored.scheme);
  stored.subnets = subnets;
  stored.ipAddressType = input.IpAddressType ?? stored.ipAddressType;
  return {
    AvailabilityZones: availabilityZones(subnets, call.caller.region),
    IpAddressType: stored.ipAddressType,
  };
}

export function setSecurityGroups(
  { LoadBalancerArn, SecurityGroups }: SetSecurityGroupsInput,
  call: V2Call,
): SetSecurityGroupsOutput {
  const stored = findLoadBalancer(LoadBalancerArn, call);
  stored.securityGroups = checkList(SecurityGroups, 'securityGroups', 1000);
  return { SecurityGroupIds: stored.securityGroups };
}

export function describeLoadBalancerAttributes(
  { LoadBalancerArn }: DescribeLoadBalancerAttributesInput,
  call: V2Call,
): DescribeLoadBalancerAttributesOutput {
  return { Attributes: attributesOf(findLoadBalancer(LoadBalancerArn, call)) };
}

export function modifyLoadBalancerAttributes(
  { LoadBalancerArn, Attributes }: ModifyLoadBalancerAttributesInput,
  call: V2Call,
): ModifyLoadBalancerAttributesOutput {
  const stored = findLoadBalancer(LoadBalancerArn, call);
  for (const { Key = '', Value = '' } of checkList(Attributes, 'attributes', 20)) {
    stored.attributes.set(Key, Value);
  }
  return { Attributes: attributesOf(stored) };
}

function attributesOf({ attributes }: StoredLoadBalancer): LoadBalancerAttribute[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }));
}
