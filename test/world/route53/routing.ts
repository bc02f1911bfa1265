import type { GeoProximityLocation, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { StoredSet } from './stored-set.ts';

export type Policy =
  | 'weighted'
  | 'latency'
  | 'failover'
  | 'geolocation'
  | 'multivalue answer'
  | 'geoproximity'
  | 'IP-based';

/** The routing policies that a set names; a valid set names one with a set identifier, none without. */
export function policiesOf(set: ResourceRecordSet): Policy[] {
  const named: [Policy, unknown][] = [
    ['weighted', set.Weight],
    ['latency', set.Region],
    ['failover', set.Failover],
    ['geolocation', set.GeoLocation],
    ['multivalue answer', set.MultiValueAnswer],
    ['geoproximity', set.GeoProximityLocation],
    ['IP-based', set.CidrRoutingConfig],
  ];
  return named.flatMap(([policy, value]) => (value === undefined ? [] : [policy]));
}

/** What is wrong with a set beside the others of its name and type in the result of a batch. */
export function mixtureProblems(set: StoredSet, others: readonly StoredSet[]): string[] {
  const subject = `RRSet with DNS name ${set.Name}, type ${set.Type}`;
  if (set.SetIdentifier === undefined)
    return others.length === 0
      ? []
      : [`${subject} cannot be created as other RRSets exist with the same name and type.`];
  const [policy] = policiesOf(set);
  const routed = `${subject}, SetIdentifier ${set.SetIdentifier}`;
  if (others.some((other) => policiesOf(other)[0] !== policy))
    return [`${routed} cannot be created as a non-${policy} set exists with the same name and type.`];
  const duty = dutyOf(set);
  if (duty !== undefined && others.some((other) => dutyOf(other) === duty))
    return [
      `${routed}, and ${duty} cannot be created because a ${policy} RRSet with the same name, type and ${dutyNoun[policy ?? ''] ?? policy} already exists.`,
    ];
  if (policy === 'weighted' && others.some(({ TTL }) => (TTL ?? set.TTL) !== (set.TTL ?? TTL)))
    return [`${routed} cannot be created as weighted sets must contain the same TTL.`];
  const most = policy === 'geoproximity' ? 30 : 100;
  return others.length >= most
    ? [`${routed} cannot be created as ${most} sets exist with the same name and type.`]
    : [];
}

/** What a failover set lacks, whatever stands beside it. */
export function failoverProblems(set: ResourceRecordSet): string[] {
  return set.Failover === 'PRIMARY' && set.AliasTarget === undefined && set.HealthCheckId === undefined
    ? ['A non-alias primary ResourceRecordSet must have an associated health check. No changes made.']
    : [];
}

const dutyNoun: Readonly<Record<string, string>> = {
  latency: 'region',
  failover: 'failover type',
  geolocation: 'location',
  // The guide ("Values specific for geoproximity records") refuses the second set of a location; the words are a guess.
  geoproximity: 'location',
};

/** The part of a routing policy that only one set of a name and type may have. */
function dutyOf(set: ResourceRecordSet): string | undefined {
  if (set.Region !== undefined) return `Region Name=${set.Region}`;
  if (set.Failover !== undefined) return `Failover=${set.Failover}`;
  if (set.GeoProximityLocation !== undefined)
    return `GeoProximityLocation=${placeOf(set.GeoProximityLocation)}`;
  if (set.GeoLocation === undefined) return undefined;
  const { ContinentCode: continent, CountryCode: country, SubdivisionCode: subdivision } = set.GeoLocation;
  return `GeoLocation=${[continent, country, subdivision].filter((code) => code !== undefined).join('/')}`;
}

function placeOf({
  AWSRegion: region,
  LocalZoneGroup: group,
  Coordinates: point,
}: GeoProximityLocation): string {
  return region ?? group ?? `${point?.Latitude}/${point?.Longitude}`;
}
