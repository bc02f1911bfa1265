import { expect, it } from 'vitest';
import { asked } from './given.ts';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const ALIAS = { kind: 'alias', evaluateTargetHealth: true };
const simple = { record: ALIAS };
const routed = (routing: object, more: object = {}) => ({ record: ALIAS, routed: { routing, ...more } });

it.each<[readonly string[], object]>([
  [[], simple],
  [['record-type=alias', 'evaluate-target-health=true'], simple],
  [['evaluate-target-health=false'], { record: { ...ALIAS, evaluateTargetHealth: false } }],
  [['record-type=cname'], { record: { kind: 'cname', ttl: 300 } }],
  [['record-type=cname', 'ttl=0'], { record: { kind: 'cname', ttl: 0 } }],
  [['target=CDN.example.net.'], { record: { kind: 'cname', target: 'cdn.example.net', ttl: 300 } }],
  [['target=d1.cloudfront.net'], { record: { kind: 'cname', target: 'd1.cloudfront.net', ttl: 300 } }],
  [
    ['target=cdn.example.net', 'target-zone-id=/hostedzone/Z9'],
    { record: { ...ALIAS, target: { dnsName: 'cdn.example.net', hostedZoneId: 'Z9' } } },
  ],
  [
    ['target=d1.cloudfront.net', 'target-zone-id=Z2FDTNDATAQYW2'],
    {
      record: {
        kind: 'alias',
        target: { dnsName: 'd1.cloudfront.net', hostedZoneId: 'Z2FDTNDATAQYW2' },
        evaluateTargetHealth: false,
      },
    },
  ],
  [
    ['target=a1.awsglobalaccelerator.com', 'target-zone-id=Z2BJ6XQ5FK7U4H'],
    {
      record: {
        ...ALIAS,
        target: { dnsName: 'a1.awsglobalaccelerator.com', hostedZoneId: 'Z2BJ6XQ5FK7U4H' },
      },
    },
  ],
  [['access=both'], { ...simple, access: 'both' }],
  [['access=private', 'zone-id=hostedzone/Z1'], { ...simple, access: 'private', zoneId: 'Z1' }],
  [['weight=0'], routed({ policy: 'weighted', weight: 0 })],
  [
    ['weight=255', 'set-identifier=blue', `health-check-id=${UUID}`],
    routed({ policy: 'weighted', weight: 255 }, { setIdentifier: 'blue', healthCheckId: UUID }),
  ],
  [['region=US-EAST-1'], routed({ policy: 'latency', region: 'us-east-1' })],
  [['failover=Primary'], routed({ policy: 'failover', role: 'PRIMARY' })],
  [['failover=secondary'], routed({ policy: 'failover', role: 'SECONDARY' })],
  [['geolocation-continent-code=eu'], routed({ policy: 'geolocation', location: { continent: 'EU' } })],
  [['geolocation-country-code=de'], routed({ policy: 'geolocation', location: { country: 'DE' } })],
  [['geolocation-country-code=default'], routed({ policy: 'geolocation', location: { country: '*' } })],
  [
    ['geolocation-country-code=us', 'geolocation-subdivision-code=ca'],
    routed({ policy: 'geolocation', location: { country: 'US', subdivision: 'CA' } }),
  ],
  [['geoproximity-region=us-east-1'], routed({ policy: 'geoproximity', region: 'us-east-1', bias: 0 })],
  [
    ['geoproximity-region=us-east-1', 'geoproximity-bias=-99'],
    routed({ policy: 'geoproximity', region: 'us-east-1', bias: -99 }),
  ],
  [
    ['record-type=cname', 'weight=1'],
    { record: { kind: 'cname', ttl: 300 }, routed: { routing: { policy: 'weighted', weight: 1 } } },
  ],
])('%s', (tags, settings) => {
  expect(asked(...tags)).toEqual(settings);
});

it('gives no location a member without a value, which a row of the ledger could not hold', () => {
  const settings = asked('geolocation-country-code=DE');
  expect(Object.keys((settings as never)['routed']['routing']['location'])).toEqual(['country']);
});
