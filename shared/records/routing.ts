/**
 * The routing policy of a record set that shares its name and type with others, told apart by set identifiers. All the
 * sets of a name and type have one policy.
 */
export type Routing =
  | { readonly policy: 'weighted' /** 0 to 255. */; readonly weight: number }
  | { readonly policy: 'latency'; readonly region: string }
  | { readonly policy: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' }
  | { readonly policy: 'geolocation'; readonly location: Location }
  | { readonly policy: 'geoproximity'; readonly region: string /** -99 to 99. */; readonly bias: number };

/** A continent, a country (`*`: everywhere that no other set is for), or a state of a country; codes in capitals. */
export type Location =
  | { readonly continent: string }
  | { readonly country: string; readonly subdivision?: string | undefined };

export type PolicyName = Routing['policy'] | 'simple' | 'other';

/** The part of a policy that only one set of a name and type may have; `undefined` where sets share it freely. */
export function placeOf(routing: Routing | undefined): string | undefined {
  switch (routing?.policy) {
    case 'latency':
    case 'geoproximity':
      return `region ${routing.region}`;
    case 'failover':
      return routing.role;
    case 'geolocation':
      return describeLocation(routing.location);
    default:
      return undefined;
  }
}

/** `weight 10`, `country US/CA`: as people read it in a reason. */
export function describeRouting(routing: Routing): string {
  switch (routing.policy) {
    case 'weighted':
      return `weight ${routing.weight}`;
    case 'geoproximity':
      return `geoproximity ${routing.region}, bias ${routing.bias}`;
    case 'latency':
      return `latency ${routing.region}`;
    case 'failover':
      return `failover ${routing.role}`;
    case 'geolocation':
      return describeLocation(routing.location);
  }
}

function describeLocation(location: Location): string {
  if ('continent' in location) return `continent ${location.continent}`;
  const { country, subdivision } = location;
  return `country ${subdivision === undefined ? country : `${country}/${subdivision}`}`;
}
