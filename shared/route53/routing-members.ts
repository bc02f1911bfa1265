import type { Location, Routing } from '../records/routing.ts';

/** The members of Route 53's ResourceRecordSet that say how it is routed, with the codes as they are. */
export interface RoutingMembers {
  readonly Weight?: number | undefined;
  readonly Region?: string | undefined;
  readonly Failover?: string | undefined;
  readonly GeoLocation?:
    | {
        readonly ContinentCode?: string | undefined;
        readonly CountryCode?: string | undefined;
        readonly SubdivisionCode?: string | undefined;
      }
    | undefined;
  readonly GeoProximityLocation?:
    | {
        readonly AWSRegion?: string | undefined;
        readonly Bias?: number | undefined;
        readonly LocalZoneGroup?: string | undefined;
        readonly Coordinates?: unknown;
      }
    | undefined;
}

const MEMBERS = ['Weight', 'Region', 'Failover', 'GeoLocation', 'GeoProximityLocation'] as const;

/** The routing that a set's members say; `undefined` where they say none, or one that Signpost never writes. */
export function routingOf(set: RoutingMembers): Routing | undefined {
  if (MEMBERS.filter((name) => set[name] !== undefined).length !== 1) return undefined;
  const { Weight: weight, Region: region, Failover: role, GeoLocation: geo } = set;
  if (weight !== undefined) return { policy: 'weighted', weight };
  if (region !== undefined) return { policy: 'latency', region };
  if (role !== undefined)
    return role === 'PRIMARY' || role === 'SECONDARY' ? { policy: 'failover', role } : undefined;
  return geo === undefined ? geoproximityOf(set.GeoProximityLocation) : geolocationOf(geo);
}

function geolocationOf(geo: NonNullable<RoutingMembers['GeoLocation']>): Routing | undefined {
  const { ContinentCode: continent, CountryCode: country, SubdivisionCode: subdivision } = geo;
  if (continent !== undefined && country === undefined && subdivision === undefined)
    return { policy: 'geolocation', location: { continent } };
  if (country === undefined || continent !== undefined) return undefined;
  return {
    policy: 'geolocation',
    location: { country, ...(subdivision !== undefined && { subdivision }) },
  };
}

/** A place that is no Region is another's: coordinates and local zones are never written here. */
function geoproximityOf(place: RoutingMembers['GeoProximityLocation']): Routing | undefined {
  const { AWSRegion: region, Bias: bias = 0, LocalZoneGroup, Coordinates } = place ?? {};
  if (region === undefined || LocalZoneGroup !== undefined || Coordinates !== undefined) return undefined;
  return { policy: 'geoproximity', region, bias };
}

/** The members that a routing is written with: those, and no others, are read back as it. */
export function membersOf(routing: Routing | undefined): RoutingMembers {
  switch (routing?.policy) {
    case undefined:
      return {};
    case 'weighted':
      return { Weight: routing.weight };
    case 'latency':
      return { Region: routing.region };
    case 'failover':
      return { Failover: routing.role };
    case 'geolocation':
      return { GeoLocation: codesOf(routing.location) };
    case 'geoproximity':
      return { GeoProximityLocation: { AWSRegion: routing.region, Bias: routing.bias } };
  }
}

function codesOf(location: Location): NonNullable<RoutingMembers['GeoLocation']> {
  if ('continent' in location) return { ContinentCode: location.continent };
  const { country, subdivision } = location;
  return { CountryCode: country, ...(subdivision !== undefined && { SubdivisionCode: subdivision }) };
}

/** What is left of a set's members without those of its routing. */
export function withoutRouting<Members extends RoutingMembers>(
  members: Members,
): Omit<Members, keyof RoutingMembers> {
  const { Weight: _, Region: _r, Failover: _f, GeoLocation: _g, GeoProximityLocation: _p, ...rest } = members;
  return rest;
}
