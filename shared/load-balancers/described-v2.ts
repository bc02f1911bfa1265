import { described } from './described.ts';
import type { LoadBalancer, LoadBalancerId, LoadBalancerKind } from './load-balancer.ts';

/** What DescribeLoadBalancers of API 2015-12-01 says of one, as far as it is used. */
export interface DescribedV2 {
  readonly LoadBalancerArn?: string | undefined;
  readonly LoadBalancerName?: string | undefined;
  readonly DNSName?: string | undefined;
  readonly CanonicalHostedZoneId?: string | undefined;
  readonly CreatedTime?: Date | undefined;
  readonly Scheme?: string | undefined;
  readonly Type?: string | undefined;
  readonly IpAddressType?: string | undefined;
}

const KINDS = ['application', 'network', 'gateway'] as const satisfies readonly LoadBalancerKind[];
const SCHEMES = ['internet-facing', 'internal'] as const;
const ADDRESS_TYPES = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] as const;

/** @throws SignpostError for a field that is absent or has a value that is not known: nothing is guessed. */
export function loadBalancerOfV2(from: DescribedV2, tags: Readonly<Record<string, string>>): LoadBalancer {
  const id = described.text(from.LoadBalancerArn, 'LoadBalancerArn', 'a load balancer') as LoadBalancerId;
  const kind = kindOfV2(from, id);
  const common = {
    id,
    kind,
    name: described.text(from.LoadBalancerName, 'LoadBalancerName', id),
    addressType: described.oneOf(ADDRESS_TYPES, from.IpAddressType, 'IpAddressType', id),
    createdAt: described.time(from.CreatedTime, 'CreatedTime', id),
    tags,
  };
  // It has neither a DNS name nor a scheme, and no name is published for it.
  if (kind === 'gateway') return { ...common, scheme: 'internal', dnsName: '', hostedZoneId: '' };
  return {
    ...common,
    scheme: described.oneOf(SCHEMES, from.Scheme, 'Scheme', id),
    dnsName: described.dnsName(from.DNSName, 'DNSName', id),
    hostedZoneId: described.text(from.CanonicalHostedZoneId, 'CanonicalHostedZoneId', id),
  };
}

export function kindOfV2(from: DescribedV2, id: string): (typeof KINDS)[number] {
  return described.oneOf(KINDS, from.Type, 'Type', id);
}
