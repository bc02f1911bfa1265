import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Tags } from './players.ts';

type Routing = Pick<
  ResourceRecordSet,
  'Weight' | 'Region' | 'Failover' | 'GeoLocation' | 'GeoProximityLocation' | 'HealthCheckId'
>;

/** What the tags of a label ask of the records of its names, in Route 53's own words. */
export interface Asked {
  readonly access?: string | undefined;
  readonly zoneId?: string | undefined;
  /** Of a CNAME; an alias has none. */
  readonly ttl: number | undefined;
  readonly evaluatesHealth: boolean;
  /** Without set identifier where the tags give none. */
  readonly routed?: (Routing & { readonly SetIdentifier?: string | undefined }) | undefined;
}

/**
 * What the tags ask for that are for a label, by the tag contract; `refused` where it cannot be had. It reads the values
 * that histories put there, no others.
 */
export function settingsOf(tags: Tags): Asked | 'refused' {
  const { weight, region, failover, 'record-type': type, ttl, access, 'zone-id': zoneId } = tags;
  const country = tags['geolocation-country-code'];
  const near = tags['geoproximity-region'];
  const check = tags['health-check-id'];
  const identifier = tags['set-identifier'];
  const evaluates = tags['evaluate-target-health'];
  const isCname = type === 'cname';
  const policies = [weight, region, failover, country, near].filter((each) => each !== undefined);
  const isUnwatched = failover === 'primary' && check === undefined && (isCname || evaluates === 'false');
  if (
    policies.length > 1 ||
    (policies.length === 0 && (check ?? identifier) !== undefined) ||
    (ttl !== undefined && !isCname) ||
    (evaluates !== undefined && isCname) ||
    (access === 'both' && zoneId !== undefined) ||
    Number(weight ?? 0) > 255 ||
    'multi-value-answer' in tags ||
    isUnwatched
  )
    return 'refused';
  const routed = {
    ...(weight !== undefined && { Weight: Number(weight) }),
    ...(region !== undefined && { Region: region as NonNullable<Routing['Region']> }),
    ...(failover !== undefined && ({ Failover: failover === 'primary' ? 'PRIMARY' : 'SECONDARY' } as const)),
    ...(country !== undefined && { GeoLocation: { CountryCode: country === 'default' ? '*' : country } }),
    ...(near !== undefined && { GeoProximityLocation: { AWSRegion: near, Bias: 0 } }),
    ...(check !== undefined && { HealthCheckId: check }),
    SetIdentifier: identifier,
  };
  return {
    access,
    zoneId,
    ttl: isCname ? Number(ttl ?? 300) : undefined,
    evaluatesHealth: evaluates !== 'false',
    ...(policies.length > 0 && { routed }),
  };
}
