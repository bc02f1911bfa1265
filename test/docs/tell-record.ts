import { canonicalZoneId } from '../world/load-balancers/canonical-zones.ts';
import type { StoredSet } from '../world/route53/stored-set.ts';

/** Zones of load balancers' own names, which an example need not tell. */
const OWN = [
  { ends: '.elb.us-east-1.amazonaws.com', zone: canonicalZoneId('network', 'us-east-1') },
  { ends: '.us-east-1.elb.amazonaws.com', zone: canonicalZoneId('application', 'us-east-1') },
];

/** A record set as the examples tell it, nothing of it left out but what their introduction says. */
export function tellRecord(set: StoredSet): string {
  const { Name, Type, SetIdentifier, TTL, HealthCheckId } = set;
  return [
    `${plain(Name)} ${Type} ${targetOf(set)}`,
    ...(TTL === undefined ? [] : [`TTL ${TTL}`]),
    ...(SetIdentifier === undefined ? [] : [`set ${SetIdentifier}`]),
    ...routingOf(set),
    ...(HealthCheckId === undefined ? [] : [`health check ${HealthCheckId}`]),
    ...(set.AliasTarget?.EvaluateTargetHealth === false ? ['target health not evaluated'] : []),
  ].join(', ');
}

function targetOf({ AliasTarget: alias, ResourceRecords: records = [] }: StoredSet): string {
  if (alias === undefined) return records.map(({ Value }) => Value).join(' ');
  const name = plain(alias.DNSName ?? '');
  const isOwn = OWN.some(({ ends, zone }) => name.endsWith(ends) && alias.HostedZoneId === zone);
  return isOwn ? `alias to ${name}` : `alias to ${name} of zone ${alias.HostedZoneId}`;
}

function routingOf(set: StoredSet): readonly string[] {
  const { Weight, Region, Failover, GeoLocation: geo, GeoProximityLocation: near } = set;
  const all: readonly (readonly [string, string | number | undefined])[] = [
    ['weight', Weight],
    ['region', Region],
    ['failover', Failover],
    ['continent', geo?.ContinentCode],
    ['country', geo?.CountryCode],
    ['subdivision', geo?.SubdivisionCode],
    ['near', near?.AWSRegion],
    ['bias', near?.Bias],
  ];
  return all.flatMap(([what, value]) => (value === undefined ? [] : [`${what} ${value}`]));
}

const plain = (name: string) => name.replace(/\.$/, '').replace('\\052', '*').toLowerCase();
