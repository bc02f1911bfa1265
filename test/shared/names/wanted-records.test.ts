import { describe, expect, it } from 'vitest';
import type { Hostname } from '../../../shared/names/hostname.ts';
import type { RecordSettings } from '../../../shared/names/record-settings.ts';
import { wantedRecords } from '../../../shared/names/wanted-records.ts';
import { asked } from './given.ts';

const ARN =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/web/1234567890abcdef' as const;
const TARGET = { dnsName: 'web-1.us-east-1.elb.amazonaws.com', hostedZoneId: 'Z35SXDOTRQ7X7K' };
const PUBLIC = { id: 'ZPUBLIC', name: 'example.com', private: false };
const PRIVATE = { id: 'ZPRIVATE', name: 'example.com', private: true };
const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const CLOUDFRONT = ['target=d1.cloudfront.net', 'target-zone-id=Z2FDTNDATAQYW2'];

type AddressType = Parameters<typeof wantedRecords>[0]['addressType'];

function want(
  tags: readonly string[],
  zone = PUBLIC,
  host = 'a.example.com',
  addressType: AddressType = 'ipv4',
) {
  const settings = asked(...tags) as RecordSettings;
  const loadBalancer = { ...TARGET, id: ARN, addressType };
  return wantedRecords(loadBalancer, host as Hostname, settings, zone, [PUBLIC, PRIVATE]);
}

const alias = (type: string, more: object = {}, target: object = TARGET) => ({
  type,
  setId: '',
  alias: { ...target, evaluateTargetHealth: true },
  ...more,
});
const CDN = { dnsName: 'cdn.example.net', hostedZoneId: 'ZCDN' };
const TO_CDN = ['target=cdn.example.net', 'target-zone-id=ZCDN'];

it.each<[AddressType, readonly string[], readonly object[]]>([
  ['ipv4', [], [alias('A')]],
  ['dualstack', [], [alias('A'), alias('AAAA')]],
  ['dualstack-without-public-ipv4', [], [alias('AAAA')]],
  ...(['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] as const).flatMap(
    (each): [AddressType, readonly string[], readonly object[]][] => [
      [each, TO_CDN, [alias('A', {}, CDN), alias('AAAA', {}, CDN)]],
      [each, ['record-type=cname'], [{ type: 'CNAME', setId: '', ttl: 300, values: [TARGET.dnsName] }]],
      [
        each,
        ['target=cdn.example.net', 'ttl=60'],
        [{ type: 'CNAME', setId: '', ttl: 60, values: ['cdn.example.net'] }],
      ],
    ],
  ),
])('%s with %j', (addressType, tags, records) => {
  expect(want(tags, PUBLIC, 'a.example.com', addressType)).toStrictEqual({ records });
});

it('evaluates no health where the tags say so, nor of CloudFront', () => {
  const evaluated = (tags: readonly string[]) => {
    const wanted = want(tags);
    return 'records' in wanted && wanted.records.map(({ alias }) => alias?.evaluateTargetHealth);
  };
  expect(evaluated(['evaluate-target-health=false'])).toEqual([false]);
  expect(evaluated([...TO_CDN, 'evaluate-target-health=false'])).toEqual([false, false]);
  expect(evaluated(CLOUDFRONT)).toEqual([false, false]);
});

describe('routed', () => {
  const routing = { policy: 'weighted', weight: 1 };

  it('every set has policy, health check and the set identifier', () => {
    const more = { setId: 'blue', routing, healthCheckId: UUID };
    expect(
      want(
        ['weight=1', 'set-identifier=blue', `health-check-id=${UUID}`],
        PUBLIC,
        'a.example.com',
        'dualstack',
      ),
    )
      // Strictly: a member without a value is not there.
      .toStrictEqual({ records: [alias('A', more), alias('AAAA', more)] });
  });

  it('the set identifier is derived where none is given', () => {
    const setId = 'us-east-1/net/web/1234567890abcdef';
    expect(want(['weight=1'])).toStrictEqual({ records: [alias('A', { setId, routing })] });
    expect(want(['weight=1', 'record-type=cname'])).toStrictEqual({
      records: [{ type: 'CNAME', setId, ttl: 300, values: [TARGET.dnsName], routing }],
    });
  });
});

describe('what a zone cannot hold', () => {
  it.each<[string, readonly string[], typeof PUBLIC, string, string]>([
    [
      'a CNAME at the apex',
      ['record-type=cname'],
      PUBLIC,
      'example.com',
      'a CNAME cannot stand at the apex of zone example.com: use an alias',
    ],
    ['a CNAME to a target at the apex', ['target=cdn.example.net'], PRIVATE, 'example.com', 'at the apex'],
    [
      'a CNAME to itself',
      ['target=A.example.com.'],
      PUBLIC,
      'a.example.com',
      'its target is a.example.com, the name itself',
    ],
    [
      'an alias to itself',
      ['target=a.example.com', 'target-zone-id=ZPUBLIC'],
      PUBLIC,
      'a.example.com',
      'the name itself',
    ],
    [
      'an alias to itself elsewhere',
      ['target=a.example.com', 'target-zone-id=ZX'],
      PUBLIC,
      'a.example.com',
      'the name itself',
    ],
    [
      'an alias to another record of the zone',
      ['target=b.example.com', 'target-zone-id=ZPUBLIC'],
      PUBLIC,
      'a.example.com',
      'its target b.example.com is a record of the same zone ZPUBLIC, which nobody here watches: set record-type to cname',
    ],
    [
      'an alias to a record of another zone',
      ['target=b.example.com', 'target-zone-id=ZPUBLIC'],
      PRIVATE,
      'a.example.com',
      'its target b.example.com is a record of zone ZPUBLIC (example.com), and Route 53 allows no alias to a record of another zone: set record-type to cname',
    ],
    [
      'an alias to CloudFront in a private zone',
      CLOUDFRONT,
      PRIVATE,
      'a.example.com',
      'no alias to CloudFront in a private zone, and example.com is one: set record-type to cname',
    ],
  ])('%s', (_, tags, zone, host, reason) => {
    expect(want(tags, zone, host)).toEqual({ refused: expect.stringContaining(reason) });
  });

  it.each<[string, readonly string[], typeof PUBLIC, string]>([
    ['an alias at the apex', [], PUBLIC, 'example.com'],
    ['an alias to a target at the apex', TO_CDN, PUBLIC, 'example.com'],
    ['a wildcard CNAME', ['record-type=cname'], PUBLIC, '*.example.com'],
    ['a CNAME of the zone', ['target=b.example.com'], PUBLIC, 'a.example.com'],
    ['an alias to CloudFront in a public zone', CLOUDFRONT, PUBLIC, 'a.example.com'],
    ['a CNAME to CloudFront in a private zone', ['target=d1.cloudfront.net'], PRIVATE, 'a.example.com'],
    [
      'an alias to an accelerator in a private zone',
      ['target=a1.awsglobalaccelerator.com', 'target-zone-id=Z2BJ6XQ5FK7U4H'],
      PRIVATE,
      'a.example.com',
    ],
  ])('%s is held', (_, tags, zone, host) => {
    expect(want(tags, zone, host)).toHaveProperty('records');
  });
});
