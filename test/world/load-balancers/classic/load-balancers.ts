import type {
  DeleteAccessPointInput,
  DeleteAccessPointOutput,
  DescribeAccessPointsInput,
  DescribeAccessPointsOutput,
  LoadBalancerDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import { page } from '../paging.ts';
import { VPC, zoneOfSubnet } from '../subnets.ts';
import { validationError } from '../validation-error.ts';
import { type ClassicCall, findClassic, type StoredClassic } from './state.ts';

/** One that is not there is no error. */
export function deleteLoadBalancer(
  { LoadBalancerName }: DeleteAccessPointInput,
  { state }: ClassicCall,
): DeleteAccessPointOutput {
  if (!LoadBalancerName) throw validationError('A LoadBalancer name must be specified');
  state.loadBalancers.delete(LoadBalancerName);
  return {};
}

/** All, or those asked for by name: one that is missing fails the whole call. */
export function describeLoadBalancers(
  input: DescribeAccessPointsInput,
  call: ClassicCall,
): DescribeAccessPointsOutput {
  const { LoadBalancerNames: names = [] } = input;
  const chosen = names.map((name) => findClassic(name, call));
  const { items, NextMarker } = page(
    names.length > 0 ? [...new Set(chosen)] : [...call.state.loadBalancers.values()],
    input,
  );
  return { LoadBalancerDescriptions: items.map((item) => view(item, call.caller.region)), NextMarker };
}

function view(stored: StoredClassic, region: string): LoadBalancerDescription {
  const zones = stored.subnets.map((id) => zoneOfSubnet(id, region));
  return {
    LoadBalancerName: stored.name,
    DNSName: stored.dnsName,
    // An internal one has no such name, only the id of the zone.
    CanonicalHostedZoneName: stored.scheme === 'internal' ? undefined : stored.dnsName,
    CanonicalHostedZoneNameID: stored.zoneId,
    ListenerDescriptions: stored.listeners.map((Listener) => ({ Listener, PolicyNames: [] })),
    Policies: { AppCookieStickinessPolicies: [], LBCookieStickinessPolicies: [], OtherPolicies: [] },
    BackendServerDescriptions: [],
    AvailabilityZones: [...new Set([...stored.availabilityZones, ...zones])],
    Subnets: stored.subnets,
    VPCId: VPC,
    Instances: stored.instances,
    HealthCheck: { Target: 'TCP:80', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
    SourceSecurityGroup: { OwnerAlias: stored.arn.split(':')[4], GroupName: 'default' },
    SecurityGroups: stored.securityGroups,
    CreatedTime: new Date(stored.createdAt),
    Scheme: stored.scheme,
  };
}
