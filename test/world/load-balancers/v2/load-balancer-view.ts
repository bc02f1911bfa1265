import type {
  AvailabilityZone,
  LoadBalancer,
  SubnetMapping,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { VPC, zoneOfSubnet } from '../subnets.ts';
import type { StoredLoadBalancer } from './state.ts';

const STATES = ['provisioning', 'active', 'active_impaired', 'failed'] as const;

/** A load balancer as the API describes it. The tag `sandbox/state` plays the state that it is in. */
export function loadBalancerView(stored: StoredLoadBalancer, region: string): LoadBalancer {
  const played = stored.tags.get('sandbox/state');
  return {
    LoadBalancerArn: stored.arn,
    DNSName: stored.dnsName,
    CanonicalHostedZoneId: stored.zoneId,
    CreatedTime: new Date(stored.createdAt),
    LoadBalancerName: stored.name,
    Scheme: stored.scheme,
    VpcId: VPC,
    State: { Code: STATES.find((state) => state === played) ?? 'active' },
    Type: stored.type,
    AvailabilityZones: availabilityZones(stored.subnets, region),
    SecurityGroups: stored.securityGroups,
    IpAddressType: stored.ipAddressType,
  };
}

export function availabilityZones(subnets: readonly SubnetMapping[], region: string): AvailabilityZone[] {
  return subnets.map(({ SubnetId = '', AllocationId, PrivateIPv4Address, IPv6Address }) => {
    const address = { AllocationId, PrivateIPv4Address, IPv6Address };
    const given = Object.values(address).some((value) => value !== undefined);
    return {
      ZoneName: zoneOfSubnet(SubnetId, region),
      SubnetId,
      LoadBalancerAddresses: given ? [address] : [],
    };
  });
}
