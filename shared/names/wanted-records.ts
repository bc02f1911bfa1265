import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { RecordSet, RecordType } from '../records/record-set.ts';

const TYPES: Readonly<Record<LoadBalancer['addressType'], readonly RecordType[]>> = {
  ipv4: ['A'],
  dualstack: ['A', 'AAAA'],
  'dualstack-without-public-ipv4': ['AAAA'],
};

/** The record sets of a name that points at this load balancer: aliases, for the addresses that it has. */
export function wantedRecords(
  loadBalancer: Pick<LoadBalancer, 'addressType' | 'dnsName' | 'hostedZoneId'>,
): readonly RecordSet[] {
  const { addressType, dnsName, hostedZoneId } = loadBalancer;
  const alias = { dnsName, hostedZoneId, evaluateTargetHealth: true };
  return TYPES[addressType].map((type) => ({ type, setId: '', alias }));
}
