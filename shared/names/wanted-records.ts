import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { RecordSet, RecordType } from '../records/record-set.ts';
import { derivedSetIdentifier } from './derived-set-identifier.ts';
import { frontOfZone } from './fronts.ts';
import type { Hostname } from './hostname.ts';
import type { RecordSettings, RecordWish } from './record-settings.ts';

type Target = Pick<LoadBalancer, 'id' | 'addressType' | 'dnsName' | 'hostedZoneId'>;

interface PlaceOfRecords {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
}

const TYPES: Readonly<Record<LoadBalancer['addressType'], readonly RecordType[]>> = {
  ipv4: ['A'],
  dualstack: ['A', 'AAAA'],
  'dualstack-without-public-ipv4': ['AAAA'],
};

/**
 * The record sets of a name in a zone, all of one shape and one set identifier; or why the zone cannot hold them. `zones`:
 * all that are known to hold people's records, not names of AWS services.
 */
export function wantedRecords(
  loadBalancer: Target,
  host: Hostname,
  { record, routed }: RecordSettings,
  zone: PlaceOfRecords,
  zones: readonly PlaceOfRecords[],
): { readonly records: readonly RecordSet[] } | { readonly refused: string } {
  const refused = misplaced(record, host, zone, zones);
  if (refused !== undefined) return { refused };
  const setId = routed ? (routed.setIdentifier ?? derivedSetIdentifier(loadBalancer.id)) : '';
  const shared = {
    setId,
    ...(routed && { routing: routed.routing }),
    ...(routed?.healthCheckId !== undefined && { healthCheckId: routed.healthCheckId }),
  };
  return { records: contents(record, loadBalancer).map((content) => ({ ...content, ...shared })) };
}

function contents(record: RecordWish, loadBalancer: Target): readonly Omit<RecordSet, 'setId'>[] {
  if (record.kind === 'cname')
    return [{ type: 'CNAME', ttl: record.ttl, values: [record.target ?? loadBalancer.dnsName] }];
  const { evaluateTargetHealth } = record;
  const { dnsName, hostedZoneId } = record.target ?? loadBalancer;
  const alias = { dnsName, hostedZoneId, evaluateTargetHealth };
  // Of another target nobody knows the addresses; an AAAA alias to one without IPv6 answers empty.
  const types = record.target ? TYPES.dualstack : TYPES[loadBalancer.addressType];
  return types.map((type) => ({ type, alias }));
}

/** What Route 53 would refuse in this zone, or what would answer with itself. */
function misplaced(
  record: RecordWish,
  host: Hostname,
  zone: PlaceOfRecords,
  zones: readonly PlaceOfRecords[],
): string | undefined {
  const target = record.kind === 'cname' ? record.target : record.target?.dnsName;
  if (target === host)
    return `its target is ${target}, the name itself: set the tag target to what stands in front of the load balancer`;
  if (record.kind === 'cname')
    return host === zone.name
      ? `a CNAME cannot stand at the apex of zone ${zone.name}: use an alias, or a name below it`
      : undefined;
  const { hostedZoneId = '' } = record.target ?? {};
  if (hostedZoneId === zone.id)
    return `its target ${target} is a record of the same zone ${zone.id}, which nobody here watches: set record-type to cname and remove target-zone-id`;
  const elsewhere = zones.find(({ id }) => id === hostedZoneId);
  if (elsewhere !== undefined)
    return `its target ${target} is a record of zone ${elsewhere.id} (${elsewhere.name}), and Route 53 allows no alias to a record of another zone: set record-type to cname and remove target-zone-id`;
  const front = frontOfZone(hostedZoneId);
  return zone.private && front?.inPrivateZones === false
    ? `Route 53 allows no alias to ${front.service} in a private zone, and ${zone.name} is one: set record-type to cname, or access to public`
    : undefined;
}
