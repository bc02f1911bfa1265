import { described } from './described.ts';
import type { LoadBalancer } from './load-balancer.ts';
import { classicId } from './load-balancer-id.ts';

/** What DescribeLoadBalancers of API 2012-06-01 says of one, as far as it is used. */
export interface DescribedClassic {
  readonly LoadBalancerName?: string | undefined;
  readonly DNSName?: string | undefined;
  readonly CanonicalHostedZoneNameID?: string | undefined;
  readonly CreatedTime?: Date | undefined;
  readonly Scheme?: string | undefined;
}

const SCHEMES = ['internet-facing', 'internal'] as const;

/** @throws SignpostError for a field that is absent or has a value that is not known: nothing is guessed. */
export function loadBalancerOfClassic(
  from: DescribedClassic,
  region: string,
  tags: Readonly<Record<string, string>>,
): LoadBalancer {
  const name = described.text(from.LoadBalancerName, 'LoadBalancerName', 'a classic load balancer');
  const id = classicId(region, name);
  return {
    id,
    kind: 'classic',
    name,
    scheme: described.oneOf(SCHEMES, from.Scheme, 'Scheme', id),
    // The DNS name of a classic one answers with IPv4 only; names with IPv6 are others, which nobody asked for.
    addressType: 'ipv4',
    dnsName: described.dnsName(from.DNSName, 'DNSName', id),
    hostedZoneId: described.text(from.CanonicalHostedZoneNameID, 'CanonicalHostedZoneNameID', id),
    createdAt: described.time(from.CreatedTime, 'CreatedTime', id),
    tags,
  };
}
