import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import fc from 'fast-check';
import { CHECK } from '../leads/routing.ts';

/** Names of the zone, its apex and a wildcard included, and one that lies in a zone below while that is configured. */
const HOSTS = [
  'example.com',
  'a.example.com',
  'b.example.com',
  '*.example.com',
  'a.sub.example.com',
] as const;
const ZONES = ['ZPUBLIC', 'ZPRIVATE', 'ZSUB'] as const;

/**
 * Good values, odd ones, and such as exclude each other; often the same, so that load balancers meet. What only Route 53
 * can know is not among them: no health check that is not there, no zone of services, no way round by CNAMEs.
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'record-type': ['cname', 'cname', 'CNAME', 'alias', 'a'],
  ttl: ['60', '60', '0', '300', '-1'],
  access: ['public', 'private', 'both', 'both', 'none'],
  'zone-id': ['ZPUBLIC', 'ZPRIVATE', 'ZSUB', 'ZNONE'],
  'evaluate-target-health': ['true', 'false', ''],
  'set-identifier': ['blue', 'blue', 'green', 'constructor', 'DNS name a.example.com.'],
  weight: ['0', '1', '1', '255', '256', 'heavy'],
  region: ['us-east-1', 'eu-west-1', 'moon-1'],
  failover: ['primary', 'secondary', 'SECONDARY', 'third'],
  'geolocation-continent-code': ['EU', 'NA', 'XX'],
  'geolocation-country-code': ['US', 'US', 'default', 'ZZ'],
  'geolocation-subdivision-code': ['CA', 'PR'],
  'geoproximity-region': ['us-east-1', 'eu-west-1'],
  'geoproximity-bias': ['0', '99', '100'],
  'health-check-id': [CHECK, 'check'],
  target: ['cdn.example.net', 'd1.cloudfront.net', 'a.example.com', '192.0.2.1'],
  'target-zone-id': ['Z2FDTNDATAQYW2', 'ZPUBLIC', 'ZPRIVATE'],
  'multi-value-answer': ['true'],
  wieght: ['1'],
};
const ROUTING = ['weight', 'weight', 'region', 'failover', 'geolocation-country-code', 'geoproximity-region'];

const spelt = (host: string) => host.replace('*', '+');
const hostnames = fc
  .uniqueArray(fc.constantFrom(...HOSTS, 'elsewhere.test', 'a..b'), { minLength: 1, maxLength: 3 })
  .map((hosts) => hosts.map(spelt).join(' '));
const oneValueOf = (setting: string) =>
  fc.tuple(fc.constant(setting), fc.constantFrom(...(VALUES[setting] ?? [])));
const settings = fc
  .tuple(
    fc.option(fc.constantFrom(...ROUTING).chain(oneValueOf), { freq: 2 }),
    fc.array(fc.constantFrom(...Object.keys(VALUES)).chain(oneValueOf), { maxLength: 3, size: 'small' }),
    fc.array(fc.constantFrom('', '', '.x', '.y'), { minLength: 4, maxLength: 4 }),
  )
  .map(([routing, others, labels]) =>
    [...(routing ? [routing] : []), ...others].map(
      ([setting, value], at) => [`${setting}${labels[at] ?? ''}`, value] as const,
    ),
  );

/** Tags without their prefix. */
const tags = fc
  .tuple(hostnames, fc.option(hostnames, { freq: 2 }), settings)
  .map(([all, labelled, given]) => ({
    hostname: all,
    ...(labelled !== null && { 'hostname.x': labelled }),
    ...Object.fromEntries(given),
  }));

const setOf = (set: Partial<ResourceRecordSet>, ...all: string[]) => ({
  ...set,
  TTL: 60,
  ResourceRecords: all.map((Value) => ({ Value })),
});
const A = setOf({ Type: 'A' }, '192.0.2.1');
const CNAME = setOf({ Type: 'CNAME' }, 'theirs.example.net');
/** What others have at names. */
const THEIRS: readonly Partial<ResourceRecordSet>[] = [
  A,
  setOf({ Type: 'AAAA' }, '2001:db8::1'),
  CNAME,
  { ...CNAME, SetIdentifier: 'theirs', Weight: 1 },
  setOf({ Type: 'TXT' }, '"theirs"'),
  setOf({ Type: 'MX' }, '10 mail.example.net'),
  setOf({ Type: 'NS' }, 'ns.example.net'),
  setOf({ Type: 'CAA' }, '0 issue "ca.example.net"'),
  { ...A, SetIdentifier: 'blue', Weight: 1 },
  { ...A, SetIdentifier: 'theirs', Weight: 1 },
  { ...A, SetIdentifier: 'more of theirs', Weight: 2, HealthCheckId: CHECK },
  { ...A, SetIdentifier: 'theirs', Region: 'us-east-1' },
  { ...A, SetIdentifier: 'theirs', GeoLocation: { CountryCode: '*' } },
  { ...A, SetIdentifier: 'theirs', MultiValueAnswer: true },
  { ...A, SetIdentifier: 'theirs', GeoProximityLocation: { Coordinates: { Latitude: '1', Longitude: '2' } } },
];
const place = fc
  .tuple(fc.constantFrom(...ZONES, 'ZPUBLIC' as const), fc.constantFrom(...HOSTS))
  .filter(([zone, host]) => zone !== 'ZSUB' || host === 'a.sub.example.com');
const theirs = fc.record({ place, set: fc.constantFrom(...THEIRS) });

const player = fc.nat({ max: 4 });
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('tag' as const), player, tags }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), player }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('address' as const), player }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('theirs' as const), theirs }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('theirs gone' as const), which: fc.nat({ max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rest' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('policy' as const) }) },
);

export type Event = typeof event extends fc.Arbitrary<infer Each> ? Each : never;

/** What people and others do, from an empty account on. */
export const histories = fc.tuple(
  fc.array(theirs, { maxLength: 4 }),
  fc.array(event, { minLength: 3, maxLength: 20, size: 'max' }),
);
export type History = typeof histories extends fc.Arbitrary<infer Each> ? Each : never;

/** One load balancer that asks for the same names under one setting after the other. */
export const retaggings = fc
  .tuple(hostnames, fc.option(hostnames, { freq: 2 }), fc.array(settings, { minLength: 2, maxLength: 6 }))
  .map(([all, labelled, each]) =>
    each.map((given) => ({
      hostname: all,
      ...(labelled !== null && { 'hostname.x': labelled }),
      ...Object.fromEntries(given),
    })),
  );
