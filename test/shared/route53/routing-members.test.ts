import { describe, expect, it } from 'vitest';
import type { Routing } from '../../../shared/records/routing.ts';
import {
  membersOf,
  type RoutingMembers,
  routingOf,
  withoutRouting,
} from '../../../shared/route53/routing-members.ts';

const BOTH: readonly [string, RoutingMembers, Routing][] = [
  ['a weight', { Weight: 10 }, { policy: 'weighted', weight: 10 }],
  ['a weight of 0', { Weight: 0 }, { policy: 'weighted', weight: 0 }],
  ['latency', { Region: 'eu-west-1' }, { policy: 'latency', region: 'eu-west-1' }],
  ['a primary', { Failover: 'PRIMARY' }, { policy: 'failover', role: 'PRIMARY' }],
  ['a secondary', { Failover: 'SECONDARY' }, { policy: 'failover', role: 'SECONDARY' }],
  [
    'a continent',
    { GeoLocation: { ContinentCode: 'EU' } },
    { policy: 'geolocation', location: { continent: 'EU' } },
  ],
  [
    'everywhere else',
    { GeoLocation: { CountryCode: '*' } },
    { policy: 'geolocation', location: { country: '*' } },
  ],
  [
    'a state',
    { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'CA' } },
    { policy: 'geolocation', location: { country: 'US', subdivision: 'CA' } },
  ],
  [
    'geoproximity',
    { GeoProximityLocation: { AWSRegion: 'eu-west-1', Bias: -20 } },
    { policy: 'geoproximity', region: 'eu-west-1', bias: -20 },
  ],
  [
    'geoproximity without a bias',
    { GeoProximityLocation: { AWSRegion: 'eu-west-1', Bias: 0 } },
    { policy: 'geoproximity', region: 'eu-west-1', bias: 0 },
  ],
];

describe('the members of a routing', () => {
  it.each(BOTH)('%s: written', (_, members, routing) => expect(membersOf(routing)).toEqual(members));
  it.each(BOTH)('%s: read', (_, members, routing) => expect(routingOf(members)).toEqual(routing));
  it.each(BOTH)('%s: nothing is left of it', (_, members) =>
    expect(withoutRouting({ ...members, MultiValueAnswer: true })).toEqual({ MultiValueAnswer: true }),
  );

  it('a simple set has none', () => expect([membersOf(undefined), routingOf({})]).toEqual([{}, undefined]));

  it('a bias that is not told is none', () => {
    expect(routingOf({ GeoProximityLocation: { AWSRegion: 'eu-west-1' } })).toMatchObject({ bias: 0 });
  });

  it.each<[string, RoutingMembers]>([
    ['two policies', { Weight: 1, Region: 'eu-west-1' }],
    ['a role of another name', { Failover: 'TERTIARY' }],
    ['a continent and a country', { GeoLocation: { ContinentCode: 'EU', CountryCode: 'FR' } }],
    ['a state of no country', { GeoLocation: { SubdivisionCode: 'CA' } }],
    ['a state of a continent', { GeoLocation: { ContinentCode: 'NA', SubdivisionCode: 'CA' } }],
    ['a local zone', { GeoProximityLocation: { LocalZoneGroup: 'us-west-2-den-1', Bias: 1 } }],
    ['coordinates', { GeoProximityLocation: { Coordinates: { Latitude: '1', Longitude: '2' } } }],
    [
      'a Region and coordinates',
      { GeoProximityLocation: { AWSRegion: 'eu-west-1', Coordinates: { Latitude: '1', Longitude: '2' } } },
    ],
  ])('%s: not ours to understand', (_, members) => expect(routingOf(members)).toBeUndefined());
});
