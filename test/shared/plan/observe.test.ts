import { describe, expect, it } from 'vitest';
import type { NameKey } from '../../../shared/ledger/rows.ts';
import { NAMES_PER_LOAD_BALANCER } from '../../../shared/names/wishes.ts';
import { observe, type Seen } from '../../../shared/plan/observe.ts';
import { surveyed } from '../../stage/surveyed.ts';

const ID = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/web/1234567890abcdef';
const SETTINGS = {
  tagPrefix: 'signpost',
  zones: [{ id: 'Z1', name: 'example.com', private: false }],
  clusters: [{ name: 'demo' }],
};
const CLUSTER_TAGS = {
  'elbv2.k8s.aws/cluster': 'demo',
  'service.k8s.aws/stack': 'istio/gw',
  'service.k8s.aws/resource': 'LoadBalancer',
};

function seen(tags: Record<string, string>, more: Partial<Seen> = {}): Seen {
  return {
    look: {
      kind: 'present',
      loadBalancer: {
        id: ID,
        kind: 'network',
        name: 'web',
        scheme: 'internet-facing',
        addressType: 'ipv4',
        dnsName: 'web.elb.us-east-1.amazonaws.com',
        hostedZoneId: 'Z26RNL4JYFTOTI',
        createdAt: '2026-01-01T00:00:00Z',
        tags,
      },
    },
    began: 10_000,
    survey: undefined,
    freshSince: 9_000,
    declaredBefore: [],
    refusedBefore: {},
    namesBefore: [],
    ...more,
  };
}

const survey = (startedAt: number, hosts: readonly string[] | undefined) =>
  surveyed({
    cluster: 'demo',
    startedAt,
    services: [
      {
        metadata: { namespace: 'istio', name: 'gw' },
        spec: { selector: { istio: 'gw' } },
        status: { loadBalancer: { ingress: [{ hostname: 'web.elb.us-east-1.amazonaws.com' }] } },
      },
    ],
    istioGateways: hosts
      ? [
          {
            metadata: { namespace: 'a', name: 'g' },
            spec: { selector: { istio: 'gw' }, servers: [{ hosts }] },
          },
        ]
      : [],
  });

const asked = { ...CLUSTER_TAGS, 'signpost/hostname': 'a.example.com' };

it.each<[string, Partial<Seen>, Record<string, unknown>]>([
  ['a fresh survey that covers it', { survey: survey(9_500, ['*.example.com']) }, { kind: 'ready' }],
  ['an older one that covers it', { survey: survey(8_000, ['*.example.com']) }, { kind: 'stale' }],
  ['an older one that does not', { survey: survey(8_000, ['b.x']) }, { kind: 'unbound', because: 'survey' }],
  [
    'an older one that does not, and it was refused before',
    { survey: survey(8_000, ['b.x']), refusedBefore: { 'a.example.com': 'no host' } },
    { kind: 'unserved', at: 8_000, stale: true },
  ],
  [
    'a fresh one that does not',
    { survey: survey(9_500, ['b.x']) },
    { kind: 'unserved', at: 9_500, stale: false },
  ],
  ['no survey', {}, { kind: 'unbound', because: 'survey' }],
  ['nothing that declares hosts', { survey: survey(9_500, undefined) }, { kind: 'ready' }],
  [
    'nothing that declares hosts any more',
    { survey: survey(9_500, undefined), declaredBefore: ['Gateway'] },
    { kind: 'unserved', at: 9_500 },
  ],
])('judges a name by %s', (_, more, check) => {
  const { asks } = observe(ID, seen(asked, more), SETTINGS);
  expect(asks.get('Z1#a.example.com')?.check).toMatchObject(check);
});

it('remembers that hosts were declared, until the load balancer is gone', () => {
  const covered = { survey: survey(9_500, ['*.example.com']) };
  expect(observe(ID, seen(asked, covered), SETTINGS).declares).toEqual(['Gateway']);
  expect(observe(ID, seen(asked, { declaredBefore: ['Gateway'] }), SETTINGS).declares).toEqual(['Gateway']);
  const gone = { ...seen(asked, { declaredBefore: ['Gateway'] }), look: { kind: 'gone' as const } };
  expect(observe(ID, gone, SETTINGS)).toMatchObject({ gone: true, declares: [] });
});

it('tells what it refuses and what it ignores, each by itself', () => {
  const tags = {
    'signpost/hostname': 'a.example.com b.example.net c..d',
    'signpost/hostnames': 'e.example.com',
  };
  const { asks, refused, ignored } = observe(ID, seen(tags), SETTINGS);
  expect([...asks.keys()]).toEqual(['Z1#a.example.com']);
  expect(Object.keys(refused)).toEqual(['b.example.net', 'c..d']);
  expect(ignored).toEqual({ 'signpost/hostnames': expect.stringContaining('hostname') });
});

/** What becomes of each name: the types and targets of its records, or what its check says where it has none. */
function outcome(tags: Record<string, string>, namesBefore: readonly string[], more: Partial<Seen> = {}) {
  const signposted = Object.fromEntries(
    Object.entries(tags).map(([key, text]) => [
      key.startsWith('elbv2') || key.startsWith('service') ? key : `signpost/${key}`,
      text,
    ]),
  );
  const both = { ...SETTINGS, zones: [...SETTINGS.zones, { id: 'Z2', name: 'example.com', private: true }] };
  const before = namesBefore as readonly NameKey[];
  const { asks, refused } = observe(ID, seen(signposted, { namesBefore: before, ...more }), both);
  const told = [...asks].map(([key, { records, check }]) => [
    key,
    records.length === 0 && check.kind === 'refused'
      ? `${check.outcome}: ${check.reason}`
      : `${check.kind} ${records.map(({ type, setId }) => [type, setId].filter(Boolean).join(' ')).join('+')}`,
  ]);
  return { asks: Object.fromEntries(told), refused };
}

const A = 'a.example.com';
const bad = expect.stringMatching(/^refused: .*signpost\/weight is "300"/);
const cnameAtApex = expect.stringContaining('a CNAME cannot stand at the apex');

describe('record settings', () => {
  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['none', { hostname: A }, { 'Z1#a.example.com': 'ready A' }],
    [
      'both zones',
      { hostname: A, access: 'both' },
      { 'Z1#a.example.com': 'ready A', 'Z2#a.example.com': 'ready A' },
    ],
    ['a pinned zone', { hostname: A, 'zone-id': 'Z2' }, { 'Z2#a.example.com': 'ready A' }],
    ['a CNAME', { hostname: A, target: 'cdn.example.net' }, { 'Z1#a.example.com': 'ready CNAME' }],
    [
      'a weight',
      { hostname: A, weight: '1' },
      { 'Z1#a.example.com': 'ready A us-east-1/net/web/1234567890abcdef' },
    ],
    [
      'by label',
      { hostname: A, 'hostname.x': 'b.example.com', 'weight.x': '1', 'set-identifier.x': 'blue' },
      { 'Z1#a.example.com': 'ready A', 'Z1#b.example.com': 'ready A blue' },
    ],
  ])('%s', (_, tags, asks) => {
    for (const before of [[], Object.keys(asks)])
      expect(outcome(tags, before)).toEqual({ asks, refused: {} });
  });
});

describe('a name that cannot be had as it is asked for: what stands of it stays, and nothing new comes', () => {
  it.each<
    [string, Record<string, string>, readonly string[], Record<string, unknown>, Record<string, unknown>]
  >([
    [
      'refused settings, new',
      { hostname: A, weight: '300' },
      [],
      {},
      { [A]: expect.stringContaining('"300"') },
    ],
    [
      'refused settings',
      { hostname: A, weight: '300' },
      ['Z1#a.example.com', 'Z2#a.example.com'],
      { 'Z1#a.example.com': bad, 'Z2#a.example.com': bad },
      { [A]: expect.stringContaining('"300"') },
    ],
    [
      'refused settings of one label: its names alone',
      { hostname: A, 'hostname.x': 'b.example.com', 'weight.x': '300' },
      ['Z1#a.example.com', 'Z1#b.example.com'],
      {
        'Z1#a.example.com': 'ready A',
        'Z1#b.example.com': expect.stringContaining('refused: signpost/weight.x is "300"'),
      },
      { 'b.example.com': expect.stringContaining('"300"') },
    ],
    [
      'no longer asked for, beside refused ones: missing',
      { hostname: A, weight: '300' },
      ['Z1#b.example.com'],
      {},
      { [A]: expect.stringContaining('"300"') },
    ],
    [
      'two labels that differ',
      { hostname: A, 'hostname.x': A, 'weight.x': '1' },
      ['Z1#a.example.com'],
      { 'Z1#a.example.com': expect.stringContaining('refused: asked for by signpost/hostname and by') },
      { [A]: expect.stringContaining('whose settings differ') },
    ],
    [
      'a pinned zone that is none of the settings',
      { hostname: A, 'zone-id': 'Z9' },
      ['Z1#a.example.com'],
      { 'Z1#a.example.com': expect.stringContaining('refused: the tag zone-id pins zone Z9') },
      { [A]: expect.stringContaining('pins zone Z9') },
    ],
    [
      'a zone that cannot hold it',
      { hostname: 'example.com', 'record-type': 'cname' },
      ['Z1#example.com'],
      { 'Z1#example.com': cnameAtApex },
      { 'example.com': cnameAtApex },
    ],
    [
      'a zone that cannot hold it, new',
      { hostname: 'example.com', 'record-type': 'cname' },
      [],
      {},
      { 'example.com': cnameAtApex },
    ],
    [
      'one zone of two that cannot hold it: the other has it',
      { hostname: A, access: 'both', target: 'd1.cloudfront.net', 'target-zone-id': 'Z2FDTNDATAQYW2' },
      ['Z1#a.example.com', 'Z2#a.example.com'],
      {
        'Z1#a.example.com': 'ready A+AAAA',
        'Z2#a.example.com': expect.stringContaining('refused: Route 53 allows no alias to CloudFront'),
      },
      { [A]: expect.stringContaining('no alias to CloudFront') },
    ],
    [
      'a zone pinned elsewhere: missing where it was',
      { hostname: A, 'zone-id': 'Z2' },
      ['Z1#a.example.com'],
      { 'Z2#a.example.com': 'ready A' },
      {},
    ],
  ])('%s', (_, tags, before, asks, refused) => {
    expect(outcome(tags, before)).toEqual({ asks, refused });
  });

  it('in both zones, of which the settings hold one', () => {
    const only = { ...SETTINGS, zones: SETTINGS.zones };
    const before: readonly NameKey[] = ['Z1#a.example.com', 'Z2#a.example.com'];
    const { asks, refused } = observe(
      ID,
      seen({ 'signpost/hostname': A, 'signpost/access': 'both' }, { namesBefore: before }),
      only,
    );
    expect(asks.get('Z1#a.example.com')).toMatchObject({ check: { kind: 'ready' } });
    expect(asks.get('Z2#a.example.com')).toMatchObject({
      records: [],
      check: { kind: 'refused', outcome: 'refused' },
    });
    expect(refused[A]).toContain('no configured private zone');
  });

  it('names beyond what a row holds', () => {
    const names = Array.from({ length: NAMES_PER_LOAD_BALANCER }, (_, index) => `n${index}.example.com`);
    const { asks } = outcome({ hostname: [...names, A, 'b.example.com'].join(' ') }, ['Z1#a.example.com']);
    expect(asks['Z1#a.example.com']).toMatch(/^refused: a load balancer has 3000 names at most/);
    expect(asks['Z1#b.example.com']).toBeUndefined();
  });
});

it('new names that the row has no room for are refused, those in it are not', () => {
  const before = Array.from({ length: NAMES_PER_LOAD_BALANCER }, (_, index) => `Z1#n${index}.example.com`);
  const { asks, refused } = outcome({ hostname: `${A} n0.example.com` }, before);
  expect(asks).toEqual({ 'Z1#n0.example.com': 'ready A' });
  expect(refused).toEqual({ [A]: expect.stringContaining('those included that it asked for before') });
});

describe('a name that its cluster refuses', () => {
  const unserved = { survey: survey(9_500, ['b.x']) };

  it('is missing in a zone that it moved from', () => {
    const before = ['Z1#a.example.com', 'Z2#a.example.com'];
    expect(outcome({ ...CLUSTER_TAGS, hostname: A, access: 'private' }, before, unserved)).toEqual({
      asks: { 'Z2#a.example.com': 'unserved A' },
      refused: { [A]: expect.stringContaining('covers a.example.com') },
    });
  });

  it('tells both reasons where its settings are refused in part, too', () => {
    const tags = { ...CLUSTER_TAGS, hostname: 'a.b.example.com', access: 'both' };
    const zones = [...SETTINGS.zones, { id: 'Z2', name: 'c.example.com', private: true }];
    const signposted = { ...CLUSTER_TAGS, 'signpost/hostname': tags.hostname, 'signpost/access': 'both' };
    const { refused } = observe(ID, seen(signposted, unserved), { ...SETTINGS, zones });
    expect(refused[tags.hostname]).toMatch(/^no configured private zone .*; no host of Gateway.*/);
  });

  it('has no records where its cluster is none of the settings', () => {
    const tags = { ...CLUSTER_TAGS, 'elbv2.k8s.aws/cluster': 'other', hostname: A };
    expect(outcome(tags, [])).toEqual({
      asks: { 'Z1#a.example.com': expect.stringMatching(/^kept: cluster other/) },
      refused: { [A]: expect.stringContaining('cluster other') },
    });
  });
});
