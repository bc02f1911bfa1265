import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { type Answer, a, batch, create, inChange, input, routed, times } from './sets.ts';

const at = (id: string, location: ResourceRecordSet['GeoLocation']) =>
  routed(a('a.example.com'), id, { GeoLocation: location });
const near = (id: string, place: ResourceRecordSet['GeoProximityLocation']) =>
  routed(a('a.example.com'), id, { GeoProximityLocation: place });
const noPlace = (place: string) => batch(`Cannot find location: '${place}'.  No changes made.`);

export const places: readonly Answer[] = [
  [
    'a continent that is none',
    [],
    [create(routed(a('a.example.com'), 's', { GeoLocation: { ContinentCode: 'XX' } }))],
    noPlace('continent = XX'),
  ],
  ['a continent', [], [create(at('s', { ContinentCode: 'AN' }))], 'accepted'],
  ['everywhere else', [], [create(at('s', { CountryCode: '*' }))], 'accepted'],
  ['a country', [], [create(at('s', { CountryCode: 'XK' }))], 'accepted'],
  ...['XX', 'us', 'EU', 'BV', 'CX', 'EH', 'HM'].map(
    (code): Answer => [
      `a country that is none: ${code}`,
      [],
      [create(at('s', { CountryCode: code }))],
      noPlace(`country = ${code}`),
    ],
  ),
  ['a state', [], [create(at('s', { CountryCode: 'US', SubdivisionCode: 'DC' }))], 'accepted'],
  ['an oblast', [], [create(at('s', { CountryCode: 'UA', SubdivisionCode: '51' }))], 'accepted'],
  [
    'a territory, which is a country',
    [],
    [create(at('s', { CountryCode: 'US', SubdivisionCode: 'PR' }))],
    noPlace('country = US subdivision = PR'),
  ],
  [
    'a province of Canada',
    [],
    [create(at('s', { CountryCode: 'CA', SubdivisionCode: 'NL' }))],
    noPlace('country = CA subdivision = NL'),
  ],
  [
    'a continent and a country',
    [],
    [create(at('s', { ContinentCode: 'EU', CountryCode: 'FR' }))],
    input(
      `Invalid request: Expected at most one of [ContinentCode, or CountryCode] ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'one place twice',
    [create(at('s', { CountryCode: 'US', SubdivisionCode: 'CA' }))],
    [create(at('t', { CountryCode: 'US', SubdivisionCode: 'CA' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t, and GeoLocation=US/CA cannot be created because a geolocation RRSet with the same name, type and location already exists.',
    ),
  ],
  [
    'a state beside its country and its continent',
    [create(at('s', { CountryCode: 'US', SubdivisionCode: 'CA' }))],
    [create(at('t', { CountryCode: 'US' })), create(at('u', { ContinentCode: 'NA' }))],
    'accepted',
  ],
  [
    'one Region of geoproximity twice, with another bias',
    [create(near('s', { AWSRegion: 'eu-west-1' }))],
    [create(near('t', { AWSRegion: 'eu-west-1', Bias: 5 }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t, and GeoProximityLocation=eu-west-1 cannot be created because a geoproximity RRSet with the same name, type and location already exists.',
    ),
  ],
  [
    'two Regions, a local zone and a point',
    [create(near('s', { AWSRegion: 'eu-west-1' }))],
    [
      create(near('t', { AWSRegion: 'eu-west-2' })),
      create(near('u', { LocalZoneGroup: 'us-west-2-den-1' })),
      create(near('v', { Coordinates: { Latitude: '1', Longitude: '2' } })),
    ],
    'accepted',
  ],
  [
    'geoproximity to nowhere',
    [],
    [create(near('s', { Bias: 1 }))],
    input(
      `Invalid request: Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates], but found none ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'geoproximity to two places',
    [],
    [create(near('s', { AWSRegion: 'eu-west-1', LocalZoneGroup: 'us-west-2-den-1' }))],
    input(
      `Invalid request: Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates], but found more than one ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  ...[-100, 100].map(
    (bias): Answer => [
      `a bias of ${bias}`,
      [],
      [create(near('s', { AWSRegion: 'eu-west-1', Bias: bias }))],
      input(
        `1 validation error detected: Value '${bias}' at 'changeBatch.changes.1.member.resourceRecordSet.geoProximityLocation.bias' failed to satisfy constraint: Member must have value ${bias < 0 ? 'greater than or equal to -99' : 'less than or equal to 99'}`,
      ),
    ],
  ),
  [
    '30 sets of geoproximity',
    [],
    times(30, (n) => create(near(`s${n}`, { LocalZoneGroup: `group-${n}` }))),
    'accepted',
  ],
  [
    '31 sets of geoproximity',
    times(30, (n) => create(near(`s${n}`, { LocalZoneGroup: `group-${n}` }))),
    [create(near('t', { AWSRegion: 'eu-west-1' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t cannot be created as 30 sets exist with the same name and type.',
    ),
  ],
];
