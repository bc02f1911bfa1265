import { describe, expect, it } from 'vitest';
import { SIBLINGS } from '../../../shared/names/annotation-settings.ts';
import { HEALTH_CHECK } from './any-tags.ts';
import { expectRead, readAnnotated } from './read-annotated.ts';

const A = 'a.example.com';
const SERVICE = 'Service/istio/gateway';
const PREFIXES = [
  'external-dns.kubernetes.io',
  'external-dns.alpha.kubernetes.io',
  'route53.v1beta1.tetrate.io',
];
const HAS_ID = { 'set-identifier': 'blue' };
const ALIAS = { kind: 'alias', evaluateTargetHealth: true };
const SIMPLE = { record: ALIAS };
const routed = (routing: object) => ({ ...SIMPLE, routed: { routing, setIdentifier: 'blue' } });

/** One object that asks for one name, with these annotations of one family beside it. */
function read(prefix: string, siblings: Record<string, string>, tags: Record<string, string> = {}) {
  const own = { hostname: A, ...siblings };
  const annotations = Object.fromEntries(
    Object.entries(own).map(([key, text]) => [`${prefix}/${key}`, text]),
  );
  const { wished, refused, ignored } = readAnnotated({ tags, annotations: { [SERVICE]: annotations } });
  const bare = (told: object) =>
    Object.fromEntries(
      Object.entries(told).map(([key, reason]) => [key.replace(`${SERVICE} ${prefix}/`, ''), reason]),
    );
  return { settings: wished[A], refused: refused[A], ignored: bare(ignored) };
}
const plain = (settings: ReturnType<typeof read>['settings']) => JSON.parse(JSON.stringify(settings ?? null));

describe.each(PREFIXES)('%s', (prefix) => {
  it.each<[string, Record<string, string>, object]>([
    ['hostname alone', {}, SIMPLE],
    ['alias true', { alias: 'true' }, SIMPLE],
    ['alias false', { alias: 'false' }, { record: { kind: 'cname', ttl: 300 } }],
    ['ttl in seconds', { alias: 'false', ttl: '60' }, { record: { kind: 'cname', ttl: 60 } }],
    ['ttl in s', { alias: 'false', ttl: '60s' }, { record: { kind: 'cname', ttl: 60 } }],
    ['ttl in m', { alias: 'false', ttl: '1m' }, { record: { kind: 'cname', ttl: 60 } }],
    ['ttl of several units', { alias: 'false', ttl: '1h30m5s' }, { record: { kind: 'cname', ttl: 5405 } }],
    ['ttl with a fraction', { alias: 'false', ttl: '1.5s' }, { record: { kind: 'cname', ttl: 1 } }],
    ['ttl in parts of a second', { alias: 'false', ttl: '2500ms' }, { record: { kind: 'cname', ttl: 2 } }],
    [
      'the longest ttl',
      { alias: 'false', ttl: '2147483647' },
      { record: { kind: 'cname', ttl: 2_147_483_647 } },
    ],
    ['access public', { access: 'public' }, { ...SIMPLE, access: 'public' }],
    ['access private', { access: 'private' }, { ...SIMPLE, access: 'private' }],
    [
      'target',
      { target: 'cdn.example.net.' },
      { record: { kind: 'cname', target: 'cdn.example.net', ttl: 300 } },
    ],
    [
      'target with ttl',
      { target: 'cdn.example.net', ttl: '60' },
      { record: { kind: 'cname', target: 'cdn.example.net', ttl: 60 } },
    ],
    [
      'target with its zone',
      { target: 'd1.cloudfront.net', 'aws-target-hosted-zone': 'Z2FDTNDATAQYW2' },
      {
        record: {
          kind: 'alias',
          evaluateTargetHealth: false,
          target: { dnsName: 'd1.cloudfront.net', hostedZoneId: 'Z2FDTNDATAQYW2' },
        },
      },
    ],
    ['aws-hosted-zone-id', { 'aws-hosted-zone-id': 'Z1' }, { ...SIMPLE, zoneId: 'Z1' }],
    [
      'aws-evaluate-target-health',
      { 'aws-evaluate-target-health': 'false' },
      { record: { kind: 'alias', evaluateTargetHealth: false } },
    ],
    ['aws-weight', { ...HAS_ID, 'aws-weight': '10' }, routed({ policy: 'weighted', weight: 10 })],
    [
      'aws-region',
      { ...HAS_ID, 'aws-region': 'eu-west-1' },
      routed({ policy: 'latency', region: 'eu-west-1' }),
    ],
    [
      'aws-failover',
      { ...HAS_ID, 'aws-failover': 'PRIMARY' },
      routed({ policy: 'failover', role: 'PRIMARY' }),
    ],
    [
      'aws-geolocation-continent-code',
      { ...HAS_ID, 'aws-geolocation-continent-code': 'EU' },
      routed({ policy: 'geolocation', location: { continent: 'EU' } }),
    ],
    [
      'aws-geolocation-country-code, of everywhere else',
      { ...HAS_ID, 'aws-geolocation-country-code': '*' },
      routed({ policy: 'geolocation', location: { country: '*' } }),
    ],
    [
      'aws-geolocation-subdivision-code',
      { ...HAS_ID, 'aws-geolocation-country-code': 'US', 'aws-geolocation-subdivision-code': 'CA' },
      routed({ policy: 'geolocation', location: { country: 'US', subdivision: 'CA' } }),
    ],
    [
      'aws-geoproximity-region',
      { ...HAS_ID, 'aws-geoproximity-region': 'us-east-1' },
      routed({ policy: 'geoproximity', region: 'us-east-1', bias: 0 }),
    ],
    [
      'aws-geoproximity-bias',
      { ...HAS_ID, 'aws-geoproximity-region': 'us-east-1', 'aws-geoproximity-bias': '-20' },
      routed({ policy: 'geoproximity', region: 'us-east-1', bias: -20 }),
    ],
    [
      'aws-health-check-id',
      { ...HAS_ID, 'aws-weight': '1', 'aws-health-check-id': HEALTH_CHECK },
      {
        ...SIMPLE,
        routed: {
          routing: { policy: 'weighted', weight: 1 },
          setIdentifier: 'blue',
          healthCheckId: HEALTH_CHECK,
        },
      },
    ],
    ['aws-multi-value-answer false', { 'aws-multi-value-answer': 'False' }, SIMPLE],
  ])('%s', (_, siblings, settings) => {
    const { ignored, refused, ...got } = read(prefix, siblings);
    expect({ refused, ignored, settings: plain(got.settings) }).toEqual({
      refused: undefined,
      ignored: {},
      settings,
    });
  });

  it.each<[string, Record<string, string>, object, Record<string, string>]>([
    ['a ttl on an alias', { ttl: '60' }, SIMPLE, { ttl: 'an alias has the TTL of its target' }],
    ['even a bad one', { ttl: 'soon' }, SIMPLE, { ttl: 'is "soon", expected seconds from 1 to' }],
    [
      'a bad ttl of a CNAME',
      { ttl: '5 minutes', alias: 'false' },
      { record: { kind: 'cname', ttl: 300 } },
      { ttl: 'is "5 minutes", expected seconds from 1 to 2147483647, or a duration such as 90s or 1h30m' },
    ],
    ['a ttl of 0', { ttl: '0', alias: 'false' }, { record: { kind: 'cname', ttl: 300 } }, { ttl: 'is "0"' }],
    [
      'a ttl below 0',
      { ttl: '-1m', alias: 'false' },
      { record: { kind: 'cname', ttl: 300 } },
      { ttl: 'is "-1m"' },
    ],
    [
      'a ttl below 1',
      { ttl: '10ms', alias: 'false' },
      { record: { kind: 'cname', ttl: 300 } },
      { ttl: '"10ms"' },
    ],
    ['no ttl', { ttl: '', alias: 'false' }, { record: { kind: 'cname', ttl: 300 } }, { ttl: 'is ""' }],
    [
      'a ttl that is too long',
      { ttl: '2147483648', alias: 'false' },
      { record: { kind: 'cname', ttl: 300 } },
      { ttl: 'is "2147483648", expected seconds from 1 to 2147483647' },
    ],
    ['alias A', { alias: 'A' }, SIMPLE, { alias: 'is "A", expected true or false' }],
    ['access of neither kind', { access: 'both' }, SIMPLE, { access: 'expected public or private' }],
    ['an empty target', { target: ' ' }, SIMPLE, { target: 'is empty' }],
    [
      'an alias to a target of no known zone',
      { alias: 'true', target: 'cdn.example.net' },
      { record: { kind: 'cname', target: 'cdn.example.net', ttl: 300 } },
      { alias: 'an alias needs the hosted zone of its target' },
    ],
    [
      'the zone of no target',
      { 'aws-target-hosted-zone': 'Z35SXDOTRQ7X7K' },
      SIMPLE,
      { 'aws-target-hosted-zone': 'the hosted zone of the load balancer is known' },
    ],
    [
      'the zone of a target of a CNAME',
      { alias: 'false', target: 'cdn.example.net', 'aws-target-hosted-zone': 'Z1' },
      { record: { kind: 'cname', target: 'cdn.example.net', ttl: 300 } },
      { 'aws-target-hosted-zone': 'a CNAME does not tell' },
    ],
    [
      'health of a CNAME',
      { alias: 'false', 'aws-evaluate-target-health': 'true' },
      { record: { kind: 'cname', ttl: 300 } },
      { 'aws-evaluate-target-health': 'only an alias has its target evaluated' },
    ],
    [
      'a policy without set-identifier',
      { 'aws-weight': '10' },
      SIMPLE,
      { 'aws-weight': 'there is no set-identifier' },
    ],
    [
      'two without',
      { 'aws-weight': '10', 'aws-region': 'us-east-1' },
      SIMPLE,
      { 'aws-weight': 'no set-identifier', 'aws-region': 'no set-identifier' },
    ],
    [
      'multi-value without',
      { 'aws-multi-value-answer': 'true' },
      SIMPLE,
      { 'aws-multi-value-answer': 'no set-identifier' },
    ],
    ['set-identifier without a policy', HAS_ID, SIMPLE, { 'set-identifier': 'a simple record has neither' }],
    [
      'a health check without a policy',
      { 'aws-health-check-id': HEALTH_CHECK },
      SIMPLE,
      { 'aws-health-check-id': 'a simple record has neither' },
    ],
    [
      'a country beside a continent',
      { ...HAS_ID, 'aws-geolocation-continent-code': 'EU', 'aws-geolocation-country-code': 'DE' },
      routed({ policy: 'geolocation', location: { continent: 'EU' } }),
      { 'aws-geolocation-country-code': 'the continent counts' },
    ],
    [
      'geoproximity by coordinates',
      { ...HAS_ID, 'aws-geoproximity-coordinates': '49.22,-74.01', 'aws-geoproximity-bias': '10' },
      SIMPLE,
      {
        'aws-geoproximity-coordinates': 'by coordinates, which Signpost does not do',
        'aws-geoproximity-bias': 'there is no aws-geoproximity-region',
        'set-identifier': 'a simple record has neither',
      },
    ],
    ...(
      [
        ['internal-hostname', 'is for the address inside the cluster'],
        ['endpoints-type', 'is for Services without a load balancer'],
        ['record-type', 'is for PTR records'],
        ['ingress', 'an Ingress in front of a Gateway is found by its backend'],
        ['aws-alias', 'is for an alias to another record'],
        ['same-zone', 'is for targets in the availability zone'],
        ['aws-zone-match-parent', 'is no setting of a name'],
        ['aws-geoproximity-coordinates', 'by coordinates'],
        ['aws-geoproximity-local-zone-group', 'by local zone'],
        ['cloudflare-proxied', 'is for another DNS provider'],
        ['scw-x', 'is for another DNS provider'],
        ['webhook-x', 'is for another DNS provider'],
        ['coredns-group', 'is for another DNS provider'],
        ['azure-tags', 'is for another DNS provider'],
        ['hostnames', `no annotation that external-dns knows: ignored; the nearest is ${prefix}/hostname`],
        ['hostname.x', `the nearest is ${prefix}/hostname`],
        ['constructor', 'no annotation that external-dns knows'],
        ['', 'no annotation that external-dns knows'],
        ['ingress-hostname-source', 'is "x", expected annotation-only or defined-hosts-only'],
        ['gateway-hostname-source', 'is "x", expected annotation-only or defined-hosts-only'],
      ] as const
    ).map(([key, reason]): [string, Record<string, string>, object, Record<string, string>] => [
      key,
      { [key]: 'x' },
      SIMPLE,
      { [key]: reason },
    ]),
  ])('%s: ignored, told, and the name is had', (_, siblings, settings, reasons) => {
    const { ignored, refused, ...got } = read(prefix, siblings);
    const told = Object.entries(reasons).map(([key, reason]) => [key, expect.stringContaining(reason)]);
    expect({ refused, ignored, settings: plain(got.settings) }).toEqual({
      refused: undefined,
      ignored: Object.fromEntries(told),
      settings,
    });
    for (const reason of Object.values(ignored)) expect(reason).toContain(': ignored');
  });

  const key = (name: string) => `${SERVICE} ${prefix}/${name}`;

  it.each<[string, Record<string, string>, string]>([
    [
      'several targets',
      { target: 'a.example.net,b.example.net' },
      'target is "a.example.net,b.example.net", expected a hostname',
    ],
    [
      'an IP as target',
      { target: '192.0.2.1' },
      'target is "192.0.2.1", expected a hostname, without scheme',
    ],
    [
      'a bad weight',
      { ...HAS_ID, 'aws-weight': 'heavy' },
      'aws-weight is "heavy", expected a whole number from 0 to 255',
    ],
    ['an empty weight', { ...HAS_ID, 'aws-weight': '' }, 'aws-weight is empty, expected a whole number'],
    [
      'multi-value',
      { ...HAS_ID, 'aws-multi-value-answer': '' },
      'Route 53 allows multi-value answers neither',
    ],
    [
      'two policies',
      { ...HAS_ID, 'aws-weight': '1', 'aws-region': 'us-east-1' },
      'a record has one routing policy',
    ],
    [
      'a bad zone',
      { 'aws-hosted-zone-id': 'example.com' },
      'aws-hosted-zone-id is "example.com", expected the id',
    ],
    [
      'a primary that nobody evaluates',
      { ...HAS_ID, 'aws-failover': 'PRIMARY', alias: 'false' },
      'aws-failover "PRIMARY" and',
    ],
  ])('%s: refused', (_, siblings, reason) => {
    expect(read(prefix, siblings)).toEqual({
      settings: undefined,
      refused: expect.stringContaining(reason),
      ignored: {},
    });
  });

  it('tells what is refused by the object and the annotation, in its own words', () => {
    expect(read(prefix, { ...HAS_ID, 'aws-weight': '256' }).refused).toBe(
      `${key('aws-weight')} is "256", expected a whole number from 0 to 255: correct it, or remove the annotation`,
    );
    expect(read(prefix, { ...HAS_ID, 'aws-failover': 'primary', alias: 'FALSE' }).refused).toContain(
      `${key('aws-failover')} "primary" and ${key('alias')} "FALSE": nobody evaluates`,
    );
  });

  it('tags for all names are the base, and count where it is said what cannot be had together', () => {
    const weight = { policy: 'weighted', weight: 5 };
    expect(
      plain(read(prefix, { 'aws-weight': '5' }, { 'signpost/set-identifier': 'blue' }).settings),
    ).toEqual(routed(weight));
    expect(plain(read(prefix, HAS_ID, { 'signpost/weight': '5' }).settings)).toEqual(routed(weight));
    expect(plain(read(prefix, { ttl: '1m' }, { 'signpost/record-type': 'cname' }).settings)).toEqual({
      record: { kind: 'cname', ttl: 60 },
    });
    expect(
      plain(read(prefix, { ...HAS_ID, 'aws-weight': '5' }, { 'signpost/weight': '300' }).settings),
    ).toEqual(routed(weight));
  });

  it('a tag for all names is never left out', () => {
    expect(read(prefix, { alias: 'true' }, { 'signpost/ttl': '60' }).refused).toContain(
      `signpost/ttl "60" and ${key('alias')} "true": the record is an alias`,
    );
  });
});

it('has all siblings of external-dns in the table above', () => {
  expect(Object.keys(SIBLINGS).toSorted()).toEqual(
    [
      ...['access', 'alias', 'set-identifier', 'target', 'ttl', 'aws-evaluate-target-health', 'aws-failover'],
      ...[
        'aws-geolocation-continent-code',
        'aws-geolocation-country-code',
        'aws-geolocation-subdivision-code',
      ],
      ...['aws-geoproximity-bias', 'aws-geoproximity-region', 'aws-health-check-id', 'aws-hosted-zone-id'],
      ...['aws-multi-value-answer', 'aws-region', 'aws-target-hosted-zone', 'aws-weight'],
    ].toSorted(),
  );
});

describe('controller', () => {
  it.each(PREFIXES.slice(0, 2))('%s: of somebody else, and the whole family is', (prefix) => {
    const annotations = {
      [`${prefix}/controller`]: 'other',
      [`${prefix}/hostname`]: A,
      [`${prefix}/nonsense`]: '',
    };
    expectRead(readAnnotated({ annotations: { [SERVICE]: annotations } }), {
      wished: {},
      ignored: {
        [`${SERVICE} ${prefix}/controller`]: `is "other", not dns-controller: what ${prefix} says here is for another controller: ignored`,
      },
    });
  });

  it.each(PREFIXES)('%s: dns-controller is anybody', (prefix) => {
    expect(read(prefix, { controller: 'dns-controller' })).toEqual({
      settings: SIMPLE,
      refused: undefined,
      ignored: {},
    });
  });

  it('another family of the object is heard', () => {
    const annotations = {
      'external-dns.kubernetes.io/controller': 'other',
      'external-dns.kubernetes.io/hostname': A,
      'external-dns.alpha.kubernetes.io/hostname': 'b.example.com',
    };
    expect(Object.keys(readAnnotated({ annotations: { [SERVICE]: annotations } }).wished)).toEqual([
      'b.example.com',
    ]);
  });

  it('that of Tetrate names nobody whom Signpost could know', () => {
    expect(read('route53.v1beta1.tetrate.io', { controller: 'route53' })).toEqual({
      settings: SIMPLE,
      refused: undefined,
      ignored: {},
    });
  });
});
