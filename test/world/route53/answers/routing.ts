import {
  type Answer,
  a,
  alias,
  batch,
  CHECK,
  cname,
  create,
  inChange,
  input,
  routed,
  times,
  weighted,
} from './sets.ts';

const POLICIES =
  '[Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]';
const primary = (id: string) => routed(a('a.example.com'), id, { Failover: 'PRIMARY', HealthCheckId: CHECK });

export const routing: readonly Answer[] = [
  [
    'routed without set identifier',
    [],
    [create({ ...a('a.example.com'), Weight: 1 })],
    input(`Invalid request: Missing field 'SetIdentifier' ${inChange('CREATE', 'a.example.com')}`),
  ],
  [
    'set identifier without policy',
    [],
    [create({ ...a('a.example.com'), SetIdentifier: 's' })],
    input(
      `Invalid request: Expected exactly one of ${POLICIES}, but found none ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'two policies in one set',
    [],
    [create(routed(a('a.example.com'), 's', { Weight: 1, Region: 'us-east-1' }))],
    input(
      `Invalid request: Expected exactly one of ${POLICIES}, but found more than one ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'a multivalue alias',
    [],
    [create(routed(alias('a.example.com'), 's', { MultiValueAnswer: true }))],
    input(
      `Invalid request: Expected at most one of [AliasTarget, or MultiValueAnswer], but found more than one ${inChange('CREATE', 'a.example.com', 's')}`,
    ),
  ],
  [
    'simple beside routed',
    [create(weighted('s'))],
    [create(a('a.example.com'))],
    batch(
      'RRSet with DNS name a.example.com., type A cannot be created as other RRSets exist with the same name and type.',
    ),
  ],
  [
    'routed beside simple',
    [create(a('a.example.com'))],
    [create(weighted('s'))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier s cannot be created as a non-weighted set exists with the same name and type.',
    ),
  ],
  [
    'latency beside weighted',
    [create(weighted('s'))],
    [create(routed(a('a.example.com'), 't', { Region: 'eu-west-1' }))],
    batch(
      'RRSet with DNS name a.example.com., type A, SetIdentifier t cannot be created as a non-latency set exists with the same name and type.',
    ),
  ],
  ['a policy per type', [create(weighted('s'))], [create(alias('a.example.com', {}, 'AAAA'))], 'accepted'],
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
    [create(weighted('s'))],
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
    '100 weighted CNAMEs',
    [],
    times(100, (n) => create(weighted(`s${n}`, cname('a.example.com')))),
    'accepted',
  ],
  [
    '101 weighted CNAMEs',
    times(100, (n) => create(weighted(`s${n}`, cname('a.example.com')))),
    [create(weighted('t', cname('a.example.com')))],
    batch(
      'RRSet with DNS name a.example.com., type CNAME, SetIdentifier t cannot be created as 100 sets exist with the same name and type.',
    ),
  ],
  [
    'two TTLs of one name by weight',
    [create(weighted('s', cname('a.example.com')))],
    [create(weighted('t', { ...cname('a.example.com'), TTL: 61 }))],
    batch(
      'RRSet with DNS name a.example.com., type CNAME, SetIdentifier t cannot be created as weighted sets must contain the same TTL.',
    ),
  ],
];
