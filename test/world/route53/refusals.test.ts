import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../caller.ts';
import { manualClock } from '../clock.ts';
import { canonicalZoneId } from '../load-balancers/canonical-zones.ts';
import { loadBalancerZones } from './alias-zones.ts';
import { createRoute53, type Route53World } from './world.ts';

const caller: Caller = { account: '111111111111', region: 'us-east-1' };
const alb = {
  HostedZoneId: 'Z35SXDOTRQ7X7K',
  DNSName: 'one-1.us-east-1.elb.amazonaws.com',
  EvaluateTargetHealth: true,
};
const a = (name: string, ...values: string[]): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  TTL: 60,
  ResourceRecords: (values.length === 0 ? ['192.0.2.1'] : values).map((Value) => ({ Value })),
});
const cname = (name: string, value = 'x.example.net'): ResourceRecordSet => ({
  Name: name,
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value: value }],
});
const alias = (
  name: string,
  target: Partial<typeof alb> = {},
  type: 'A' | 'AAAA' | 'TXT' = 'A',
): ResourceRecordSet => ({
  Name: name,
  Type: type,
  AliasTarget: { ...alb, ...target },
});
const routed = (
  set: ResourceRecordSet,
  id: string,
  routing: Partial<ResourceRecordSet>,
): ResourceRecordSet => ({
  ...set,
  SetIdentifier: id,
  ...routing,
});
const create = (set: ResourceRecordSet): Change => ({ Action: 'CREATE', ResourceRecordSet: set });
const upsert = (set: ResourceRecordSet): Change => ({ Action: 'UPSERT', ResourceRecordSet: set });
const remove = (set: ResourceRecordSet): Change => ({ Action: 'DELETE', ResourceRecordSet: set });

let world: Route53World;
function send(changes: readonly Change[], zone = 'Z1', by = caller): string {
  try {
    world.operations['ChangeResourceRecordSets']?.(
      { HostedZoneId: zone, ChangeBatch: { Changes: changes } },
      by,
    );
    return 'accepted';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
const standing = () => world.records('Z1').filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');

beforeEach(() => {
  world = createRoute53({ clock: manualClock().now });
  world.createZone({ id: 'Z1', name: 'example.com', account: caller.account });
  world.createZone({ id: 'Z2', name: 'example.com', account: caller.account, vpc: 'vpc-1' });
  world.createZone({ id: 'Z3', name: 'example.com', account: '222222222222' });
  world.healthChecks.create({ id: CHECK, account: caller.account });
  world.healthChecks.create({ id: 'theirs', account: '222222222222' });
});

const batch = (...messages: string[]) => `InvalidChangeBatch: [${messages.join(', ')}]`;
const input = (message: string) => `InvalidInput: ${message}`;
const outside = ', but the alias target name does not lie within the target zone';
const many = (count: number, change: (set: ResourceRecordSet) => Change) =>
  Array.from({ length: count }, (_, index) => change(a(`n${index}.example.com`)));
const long = (count: number, change: (set: ResourceRecordSet) => Change) =>
  Array.from({ length: count }, (_, index) =>
    change({
      Name: `t${index}.example.com`,
      Type: 'TXT',
      TTL: 1,
      ResourceRecords: [{ Value: `"${'x'.repeat(3998)}"` }],
    }),
  );
const in_ = (action: string, name: string, id: string | null = null) =>
  `in Change with [Action=${action}, Name=${name}, Type=A, SetIdentifier=${id}]`;

const POLICIES =
  '[Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]';
const CHECK = 'check-1';
const primary = (id: string) => routed(a('a.example.com'), id, { Failover: 'PRIMARY', HealthCheckId: CHECK });
const near = (id: string, place: ResourceRecordSet['GeoProximityLocation']) =>
  routed(a('a.example.com'), id, { GeoProximityLocation: place });
const at = (id: string, location: ResourceRecordSet['GeoLocation']) =>
  routed(a('a.example.com'), id, { GeoLocation: location });
const noPlace = (place: string) => batch(`Cannot find location: '${place}'.  No changes made.`);
const looped = (type: string, name: string) =>
  `RRSet of type ${type} with DNS name ${name} is not permitted as it creates a CNAME or alias loop in the zone.`;

type Row = [name: string, before: Change[], change: Change[], answer: string];
const rows: Row[] = [
  // limits
  ['1000 elements', [], many(1000, create), 'accepted'],
  ['1001 elements', [], many(1001, create), batch('Number of records limit of 1000 exceeded.')],
  ['500 upserts', [], many(500, upsert), 'accepted'],
  ['501 upserts', [], many(501, upsert), batch('Number of records limit of 1000 exceeded.')],
  [
    'aliases count as one element',
    [],
    [...many(1000, create), create(alias('alias.example.com'))],
    batch('Number of records limit of 1000 exceeded.'),
  ],
  ['32,000 characters', [], long(8, create), 'accepted'],
  ['more than 32,000 characters', [], long(9, create), batch('RDATA character limit of 32000 exceeded.')],
  ['upserts count characters twice', [], long(5, upsert), batch('RDATA character limit of 32000 exceeded.')],
  [
    'no changes',
    [],
    [],
    input(
      "1 validation error detected: Value '[]' at 'changeBatch.changes' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  ],
  // names
  ['a name of the zone in upper case', [], [create(a('WWW.Example.COM'))], 'accepted'],
  [
    'outside the zone',
    [],
    [create(a('www.example.org'))],
    batch('RRSet with DNS name www.example.org. is not permitted in zone example.com.'),
  ],
  [
    'a suffix that is no parent',
    [],
    [create(a('badexample.com'))],
    batch('RRSet with DNS name badexample.com. is not permitted in zone example.com.'),
  ],
  [
    'a label of 64',
    [],
    [create(a(`${'a'.repeat(64)}.example.com`))],
    batch(
      `FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${'a'.repeat(64)}'`,
    ),
  ],
  ['a label of 63', [], [create(a(`${'a'.repeat(63)}.example.com`))], 'accepted'],
  [
    'a name longer than 255 bytes',
    [],
    [create(a(`${'a.'.repeat(122)}example.com`))],
    batch(
      `FATAL problem: DomainNameTooLong (Domain name is too long) encountered with '${'a.'.repeat(122)}example.com'`,
    ),
  ],
  [
    'an empty label',
    [],
    [create(a('a..example.com'))],
    batch("FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with 'a..example.com'"),
  ],
  [
    'a character outside ASCII',
    [],
    [create(a('bücher.example.com'))],
    batch(
      "FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with 'bücher.example.com'",
    ),
  ],
  [
    'a space',
    [],
    [create(a('a b.example.com'))],
    batch(
      "FATAL problem: UnsupportedCharacter (Value contains unsupported characters) encountered with 'a b.example.com'",
    ),
  ],
  [
    '* within a label is a character',
    [create(a('a-*.example.com'))],
    [remove(a('a-\\052.example.com'))],
    'accepted',
  ],
  ['* and \\052 are one name', [create(a('*.example.com'))], [remove(a('\\052.example.com'))], 'accepted'],
  [
    'a wildcard NS',
    [],
    [create({ Name: '*.example.com', Type: 'NS', TTL: 1, ResourceRecords: [{ Value: 'ns.x.org' }] })],
    batch(
      'RRSet of type NS with DNS name \\052.example.com. is not permitted as a wildcard in zone example.com.',
    ),
  ],
  // CNAME
  [
    'CNAME beside A',
    [create(a('a.example.com'))],
    [create(cname('a.example.com'))],
    batch(
      'RRSet of type CNAME with DNS name a.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
    ),
  ],
  [
    'A beside CNAME',
    [create(cname('a.example.com'))],
    [create(a('a.example.com'))],
    batch(
      'RRSet of type A with DNS name a.example.com. is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone example.com.',
    ),
  ],
  [
    'TXT beside CNAME',
    [create(cname('a.example.com'))],
    [create({ Name: 'a.example.com', Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: '"x"' }] })],
    batch(
      'RRSet of type TXT with DNS name a.example.com. is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone example.com.',
    ),
  ],
  [
    'CNAME at the apex',
    [],
    [create(cname('example.com'))],
    batch('RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.'),
  ],
  [
    'DELETE CNAME and CREATE A in one batch',
    [create(cname('a.example.com'))],
    [remove(cname('a.example.com')), create(a('a.example.com'))],
    'accepted',
  ],
  [
    'CREATE A and DELETE CNAME in one batch',
    [create(cname('a.example.com'))],
    [create(a('a.example.com')), remove(cname('a.example.com'))],
    'accepted',
  ],
  // values
  [
    'A that is no IPv4',
    [],
    [create(a('a.example.com', 'x.example.net'))],
    batch(
      "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with 'x.example.net''",
    ),
  ],
  [
    'a value twice',
    [],
    [create(a('a.example.com', '192.0.2.1', '192.0.2.1'))],
    batch("Duplicate Resource Record: '192.0.2.1'"),
  ],
  [
    'A without values',
    [],
    [create({ Name: 'a.example.com', Type: 'A', TTL: 1, ResourceRecords: [] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none ${in_('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'A without TTL',
    [],
    [create({ Name: 'a.example.com', Type: 'A', ResourceRecords: [{ Value: '192.0.2.1' }] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none ${in_('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'a TTL beyond 31 bits',
    [],
    [create({ ...a('a.example.com'), TTL: 2 ** 31 })],
    input(
      "1 validation error detected: Value '2147483648' at 'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint: Member must have value less than or equal to 2147483647",
    ),
  ],
  // aliases
  ['an alias to a load balancer at the apex', [], [create(alias('example.com'))], 'accepted'],
  [
    'an alias to a network load balancer',
    [],
    [
      create(
        alias(
          'a.example.com',
          { HostedZoneId: 'Z26RNL4JYFTOTI', DNSName: 'n-1.elb.us-east-1.amazonaws.com' },
          'AAAA',
        ),
      ),
    ],
    'accepted',
  ],
  [
    'an alias with TTL',
    [],
    [create({ ...alias('a.example.com'), TTL: 60 })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one ${in_('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'an alias with values',
    [],
    [create({ ...alias('a.example.com'), ResourceRecords: [{ Value: '192.0.2.1' }] })],
    input(
      `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one ${in_('CREATE', 'a.example.com')}`,
    ),
  ],
  [
    'an alias without EvaluateTargetHealth',
    [],
    [create({ Name: 'a.example.com', Type: 'A', AliasTarget: { ...alb, EvaluateTargetHealth: undefined } })],
    input(
      `Invalid XML ; cvc-complex-type.2.4.b: The content of element 'AliasTarget' is not complete. One of '{"https://route53.amazonaws.com/doc/2013-04-01/":EvaluateTargetHealth}' is expected.`,
    ),
  ],
  [
    'an alias to an unknown zone',
    [],
    [create(alias('a.example.com', { HostedZoneId: 'NOPE' }))],
    batch(
      `Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type A in zone NOPE${outside}`,
    ),
  ],
  [
    "an alias to another kind's zone",
    [],
    [create(alias('a.example.com', { HostedZoneId: 'Z26RNL4JYFTOTI' }))],
    batch(
      `Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type A in zone Z26RNL4JYFTOTI${outside}`,
    ),
  ],
  [
    'an alias in the same zone to a set that exists',
    [create(a('a.example.com'))],
    [create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    'accepted',
  ],
  [
    'an alias in the same zone to nothing',
    [],
    [create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
    ),
  ],
  [
    'an alias TXT to a load balancer',
    [],
    [create(alias('a.example.com', {}, 'TXT'))],
    batch(
      'Tried to create an alias that targets one-1.us-east-1.elb.amazonaws.com., type TXT in zone Z35SXDOTRQ7X7K, but that target was not found',
    ),
  ],
  [
    'an alias to CloudFront',
    [],
    [
      create(
        alias('a.example.com', {
          HostedZoneId: 'Z2FDTNDATAQYW2',
          DNSName: 'd.cloudfront.net',
          EvaluateTargetHealth: false,
        }),
      ),
    ],
    'accepted',
  ],
  [
    'an alias to Global Accelerator',
    [],
    [
      create(
        alias('a.example.com', { HostedZoneId: 'Z2BJ6XQ5FK7U4H', DNSName: 'a1.awsglobalaccelerator.com' }),
      ),
    ],
    'accepted',
  ],
  // routing
  [
    'routed without set identifier',
    [],
    [create({ ...a('a.example.com'), Weight: 1 })],
    input(`Invalid request: Missing field 'SetIdentifier' ${in_('CREATE', 'a.example.com')}`),
  ],
  [
    'set identifier without policy',
    [],
    [create({ ...a('a.example.com'), SetIdentifier: 's' })],
    input(
      `Invalid request: Expected exactly one of ${POLICIES}, but found none ${in_('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'two policies in one set',
    [],
    [create(routed(a('a.example.com'), 's', { Weight: 1, Region: 'us-east-1' }))],
    input(
      `Invalid request: Expected exactly one of ${POLICIES}, but found more than one ${in_('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'a multivalue alias',
    [],
    [create(routed(alias('a.example.com'), 's', { MultiValueAnswer: true }))],
    input(
      `Invalid request: Expected at most one of [AliasTarget, or MultiValueAnswer], but found more than one ${in_('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'simple beside routed',
    [create(routed(a('a.example.com'), 's', { Weight: 1 }))],
    [create(a('a.example.com'))],
    batch(
      'RRSet with DNS name a.example.com., type A cannot be created as other RRSets exist with the same name and type.',
    ),
  ],
  [
    'routed beside simple',
    [create(a('a.example.com'))],
    [create(routed(a('a.example.com'), 's', { Weight: 1 }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier s cannot be created as a non-weighted set exists with the same name and type.',
    ),
  ],
  [
    'latency beside weighted',
    [create(routed(a('a.example.com'), 's', { Weight: 1 }))],
    [create(routed(a('a.example.com'), 't', { Region: 'eu-west-1' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t cannot be created as a non-latency set exists with the same name and type.',
    ),
  ],
  [
    'a policy per type',
    [create(routed(a('a.example.com'), 's', { Weight: 1 }))],
    [create(alias('a.example.com', {}, 'AAAA'))],
    'accepted',
  ],
  [
    'one Region twice',
    [create(routed(a('a.example.com'), 's', { Region: 'eu-west-1' }))],
    [create(routed(a('a.example.com'), 't', { Region: 'eu-west-1' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t, and Region Name=eu-west-1 cannot be created because a latency RRSet with the same name, type and region already exists.',
    ),
  ],
  [
    'two primaries',
    [create(primary('s'))],
    [create(primary('t'))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t, and Failover=PRIMARY cannot be created because a failover RRSet with the same name, type and failover type already exists.',
    ),
  ],
  [
    'one set identifier twice',
    [create(routed(a('a.example.com'), 's', { Weight: 1 }))],
    [create(routed(a('a.example.com', '192.0.2.2'), 's', { Weight: 2 }))],
    batch(
      "Tried to create resource record set [name='a.example.com.', type='A', set-identifier='s'] but it already exists",
    ),
  ],
  [
    'weight 256',
    [],
    [create(routed(a('a.example.com'), 's', { Weight: 256 }))],
    input(
      "1 validation error detected: Value '256' at 'changeBatch.changes.1.member.resourceRecordSet.weight' failed to satisfy constraint: Member must have value less than or equal to 255",
    ),
  ],
  ['weight 0', [], [create(routed(a('a.example.com'), 's', { Weight: 0 }))], 'accepted'],
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
    (code): Row => [
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
      `Invalid request: Expected at most one of [ContinentCode, or CountryCode] ${in_('CREATE', 'a.example.com', 's')}`,
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
      `Invalid request: Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates], but found none ${in_('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'geoproximity to two places',
    [],
    [create(near('s', { AWSRegion: 'eu-west-1', LocalZoneGroup: 'us-west-2-den-1' }))],
    input(
      `Invalid request: Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates], but found more than one ${in_('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  ...[-100, 100].map(
    (bias): Row => [
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
    Array.from({ length: 30 }, (_, n) => create(near(`s${n}`, { LocalZoneGroup: `group-${n}` }))),
    'accepted',
  ],
  [
    '31 sets of geoproximity',
    Array.from({ length: 30 }, (_, n) => create(near(`s${n}`, { LocalZoneGroup: `group-${n}` }))),
    [create(near('t', { AWSRegion: 'eu-west-1' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t cannot be created as 30 sets exist with the same name and type.',
    ),
  ],
  [
    '100 weighted CNAMEs',
    [],
    Array.from({ length: 100 }, (_, n) => create(routed(cname('a.example.com'), `s${n}`, { Weight: 1 }))),
    'accepted',
  ],
  // health checks
  [
    'a health check that is not there',
    [],
    [create(a('b.example.com')), create({ ...primary('s'), HealthCheckId: 'check-2' })],
    'NoSuchHealthCheck: A health check with id check-2 does not exist.',
  ],
  [
    'a health check of a simple set',
    [],
    [create({ ...a('a.example.com'), HealthCheckId: CHECK })],
    'accepted',
  ],
  [
    'a health check of another account',
    [],
    [create({ ...primary('s'), HealthCheckId: 'theirs' })],
    'accepted',
  ],
  [
    'a health check id of more than 64 characters',
    [],
    [create({ ...primary('s'), HealthCheckId: 'x'.repeat(65) })],
    input(
      `1 validation error detected: Value '${'x'.repeat(65)}' at 'changeBatch.changes.1.member.resourceRecordSet.healthCheckId' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ),
  ],
  [
    'DELETE without the health check',
    [create(primary('s'))],
    [remove(routed(a('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A', set-identifier='s'] but the values provided do not match the current values",
    ),
  ],
  [
    'a primary CNAME without a health check',
    [],
    [create(routed(cname('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    batch('A non-alias primary ResourceRecordSet must have an associated health check. No changes made.'),
  ],
  [
    'a secondary without one',
    [],
    [create(routed(cname('a.example.com'), 's', { Failover: 'SECONDARY' }))],
    'accepted',
  ],
  [
    'a primary alias without one',
    [],
    [create(routed(alias('a.example.com'), 's', { Failover: 'PRIMARY' }))],
    'accepted',
  ],
  // loops
  [
    'a CNAME to itself',
    [],
    [create(cname('a.example.com', 'A.example.com'))],
    batch(looped('CNAME', 'a.example.com.')),
  ],
  [
    'two CNAMEs to each other',
    [create(cname('a.example.com', 'b.example.com'))],
    [create(cname('b.example.com', 'a.example.com.'))],
    batch(looped('CNAME', 'b.example.com.')),
  ],
  [
    'a loop of routed CNAMEs',
    [create(routed(cname('a.example.com', 'b.example.com'), 's', { Weight: 1 }))],
    [create(routed(cname('b.example.com', 'a.example.com'), 't', { Weight: 1 }))],
    batch(looped('CNAME', 'b.example.com.')),
  ],
  [
    'an alias to itself',
    [],
    [create(alias('a.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' }))],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
      looped('A', 'a.example.com.'),
    ),
  ],
  [
    'a CNAME that leaves the zone',
    [create(cname('a.example.com', 'b.example.com'))],
    [create(cname('b.example.com', 'a.example.net'))],
    'accepted',
  ],
  [
    'an alias to a set that the batch creates afterwards',
    [],
    [
      create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' })),
      create(a('a.example.com')),
    ],
    batch(
      'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
    ),
  ],
  [
    'an alias to a set that the batch created before',
    [],
    [
      create(a('a.example.com')),
      create(alias('b.example.com', { HostedZoneId: 'Z1', DNSName: 'a.example.com' })),
    ],
    'accepted',
  ],
  // what stands
  [
    'DELETE of a set with a bias of 0 that was not told',
    [create(near('s', { AWSRegion: 'eu-west-1' }))],
    [remove(near('s', { AWSRegion: 'eu-west-1', Bias: 0 }))],
    'accepted',
  ],
  [
    'CREATE of what exists',
    [create(a('a.example.com'))],
    [create(a('A.example.com.'))],
    batch("Tried to create resource record set [name='a.example.com.', type='A'] but it already exists"),
  ],
  [
    'DELETE of what does not',
    [],
    [remove(a('a.example.com'))],
    batch("Tried to delete resource record set [name='a.example.com.', type='A'] but it was not found"),
  ],
  [
    'DELETE with another value',
    [create(a('a.example.com'))],
    [remove(a('a.example.com', '192.0.2.2'))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE with another TTL',
    [create(a('a.example.com'))],
    [remove({ ...a('a.example.com'), TTL: 61 })],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE of an alias with other EvaluateTargetHealth',
    [create(alias('a.example.com'))],
    [remove(alias('a.example.com', { EvaluateTargetHealth: false }))],
    batch(
      "Tried to delete resource record set [name='a.example.com.', type='A'] but the values provided do not match the current values",
    ),
  ],
  [
    'DELETE of an alias in other spelling',
    [create(alias('a.example.com'))],
    [remove(alias('A.EXAMPLE.COM.', { DNSName: 'ONE-1.us-east-1.elb.amazonaws.com.' }))],
    'accepted',
  ],
  [
    'DELETE with the values in another order',
    [create(a('a.example.com', '192.0.2.1', '192.0.2.2'))],
    [remove(a('a.example.com', '192.0.2.2', '192.0.2.1'))],
    'accepted',
  ],
  [
    'the same set created twice in a batch',
    [],
    [create(a('a.example.com')), create(a('a.example.com', '192.0.2.2'))],
    batch("The request contains an invalid set of changes for a resource record set 'A a.example.com.'"),
  ],
  [
    'the same set deleted twice in a batch',
    [create(a('a.example.com'))],
    [remove(a('a.example.com')), remove(a('a.example.com'))],
    batch("The request contains an invalid set of changes for a resource record set 'A a.example.com.'"),
  ],
  [
    'all culprits at once',
    [create(a('a.example.com'))],
    [create(a('a.example.com')), remove(a('b.example.com')), create(a('c.example.org'))],
    batch(
      "Tried to create resource record set [name='a.example.com.', type='A'] but it already exists",
      "Tried to delete resource record set [name='b.example.com.', type='A'] but it was not found",
      'RRSet with DNS name c.example.org. is not permitted in zone example.com.',
    ),
  ],
];

describe('ChangeResourceRecordSets', () => {
  it.each(rows)('%s', (_, before, changes, answer) => {
    expect(before.map((change) => send([change]))).toEqual(before.map(() => 'accepted'));
    const stood = standing();
    expect(send(changes)).toBe(answer);
    if (answer !== 'accepted') expect(standing()).toEqual(stood);
    expect(world.changes).toHaveLength(before.length + (answer === 'accepted' ? 1 : 0));
  });

  it('leaves a set whose health check is gone, and lets it go', () => {
    expect(send([create(primary('s'))])).toBe('accepted');
    world.operations['DeleteHealthCheck']?.({ HealthCheckId: CHECK }, caller);
    expect(standing()).toMatchObject([{ HealthCheckId: CHECK }]);
    expect(send([upsert(primary('s'))])).toBe(
      `NoSuchHealthCheck: A health check with id ${CHECK} does not exist.`,
    );
    expect(send([remove(primary('s'))])).toBe('accepted');
  });

  it('keeps NS and SOA of the apex', () => {
    const [ns, soa] = world.records('Z1');
    expect(send([remove(ns!)])).toBe(
      batch('A HostedZone must contain at least one NS record for the zone itself.'),
    );
    expect(send([remove(soa!)])).toBe(batch('A HostedZone must contain exactly one SOA record.'));
    expect(world.records('Z1')).toHaveLength(2);
  });

  it('refuses an alias to CloudFront in a private zone', () => {
    const target = {
      HostedZoneId: 'Z2FDTNDATAQYW2',
      DNSName: 'd.cloudfront.net',
      EvaluateTargetHealth: false,
    };
    expect(send([create(alias('a.example.com', target))], 'Z2')).toContain(
      'not permitted in a private hosted zone',
    );
  });

  it('tells a zone that is not there from one of another account', () => {
    expect(send([create(a('a.example.com'))], 'Z9')).toBe(
      'NoSuchHostedZone: No hosted zone found with ID: Z9',
    );
    expect(send([create(a('a.example.com'))], 'Z3')).toMatch(
      /^AccessDenied: User: arn:aws:iam::111111111111:/,
    );
  });

  it('counts the record sets of a zone', () => {
    world = createRoute53({ clock: manualClock().now, recordsPerZone: 3 });
    world.createZone({ id: 'Z1', name: 'example.com', account: caller.account });
    expect(send([create(a('a.example.com'))])).toBe('accepted');
    expect(send([create(a('b.example.com'))])).toBe(batch('Exceeded limit MAX_RRSETS_BY_ZONE for zone: Z1'));
  });
});

describe('zones of load balancers', () => {
  it.each(['us-east-1', 'eu-west-1', 'ap-southeast-2', 'sa-east-1'])(
    'are those of the load balancers in %s',
    (region) => {
      expect(loadBalancerZones[region]).toEqual([
        canonicalZoneId('classic', region),
        canonicalZoneId('network', region),
      ]);
    },
  );
});
