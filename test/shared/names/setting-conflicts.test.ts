import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../shared/names/setting-values.ts';
import { asked } from './given.ts';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const HEALTH = `health-check-id=${UUID}`;
const ALIAS_OF = ['target=cdn.example.net', 'target-zone-id=Z35SXDOTRQ7X7K'];
const CLOUDFRONT = ['target=d1.cloudfront.net', 'target-zone-id=Z2FDTNDATAQYW2'];
const ACCELERATOR = ['target=a1.awsglobalaccelerator.com', 'target-zone-id=Z2BJ6XQ5FK7U4H'];

/**
 * Every pair of settings, by values that differ in what they go with: `x` is refused, `.` is had, `-` is one setting
 * twice. A column is the line of the same number; the last sign of a line is that setting alone.
 */
const MATRICES: readonly { readonly beside: readonly string[]; readonly picture: string }[] = [
  {
    beside: [],
    picture: `
record-type=alias                .
record-type=cname                -.
ttl=60                           x.x
access=both                      ..x.
access=private                   ..x-.
zone-id=Z1                       ..xx..
evaluate-target-health=true      .xx....
evaluate-target-health=false     .xx...-.
set-identifier=blue              xxxxxxxxx
weight=1                         ..x.......
region=us-east-1                 ..x......x.
failover=primary                 .xx....x.xx.
failover=secondary               ..x......xx-.
geolocation-continent-code=EU    ..x......xxxx.
geolocation-country-code=US      ..x......xxxxx.
geolocation-country-code=DE      ..x......xxxxx-.
geolocation-subdivision-code=CA  xxxxxxxxxxxxxx.xx
geoproximity-region=us-east-1    ..x......xxxxxxxx.
geoproximity-bias=10             xxxxxxxxxxxxxxxxx.x
${HEALTH}                        xxxxxxxxx.......x.xx
target=cdn.example.net           x.....xxx..x....x.xx.
target=d1.cloudfront.net         x.....xxx..x....x.xx-.
target-zone-id=Z35SXDOTRQ7X7K    xxxxxxxxxxxxxxxxxxxx.xx
target-zone-id=Z2FDTNDATAQYW2    xxxxxxxxxxxxxxxxxxxxx.-x
multi-value-answer=true          xxxxxxxxxxxxxxxxxxxxxxxxx
priority=7                       ..x.....x.......x.xx..xxx.`,
  },
  {
    beside: ['record-type=cname'],
    picture: `
ttl=60                           .
access=both                      ..
access=private                   .-.
zone-id=Z1                       .x..
evaluate-target-health=true      xxxxx
evaluate-target-health=false     xxxx-x
set-identifier=blue              xxxxxxx
weight=1                         ....xx..
region=us-east-1                 ....xx.x.
failover=primary                 xxxxxxxxxx
failover=secondary               ....xx.xx-.
geolocation-continent-code=EU    ....xx.xxxx.
geolocation-country-code=US      ....xx.xxxxx.
geolocation-country-code=DE      ....xx.xxxxx-.
geolocation-subdivision-code=CA  xxxxxxxxxxxx.xx
geoproximity-region=us-east-1    ....xx.xxxxxxxx.
geoproximity-bias=10             xxxxxxxxxxxxxxx.x
${HEALTH}                        xxxxxxx.......x.xx
target=cdn.example.net           ....xxx..x....x.xx.
target=d1.cloudfront.net         ....xxx..x....x.xx-.
target-zone-id=Z35SXDOTRQ7X7K    xxxxxxxxxxxxxxxxxxxxx
target-zone-id=Z2FDTNDATAQYW2    xxxxxxxxxxxxxxxxxxxx-x
multi-value-answer=true          xxxxxxxxxxxxxxxxxxxxxxx
priority=7                       ....xxx..x....x.xx..xxx.`,
  },
  {
    beside: ALIAS_OF,
    picture: `
record-type=alias                .
record-type=cname                -x
ttl=60                           xxx
access=both                      .xx.
access=private                   .xx-.
zone-id=Z1                       .xxx..
evaluate-target-health=true      .xx....
evaluate-target-health=false     .xx...-.
set-identifier=blue              xxxxxxxxx
weight=1                         .xx.......
region=us-east-1                 .xx......x.
failover=primary                 .xx....x.xx.
failover=secondary               .xx......xx-.
geolocation-continent-code=EU    .xx......xxxx.
geolocation-country-code=US      .xx......xxxxx.
geolocation-country-code=DE      .xx......xxxxx-.
geolocation-subdivision-code=CA  xxxxxxxxxxxxxx.xx
geoproximity-region=us-east-1    .xx......xxxxxxxx.
geoproximity-bias=10             xxxxxxxxxxxxxxxxx.x
${HEALTH}                        xxxxxxxxx.......x.xx
multi-value-answer=true          xxxxxxxxxxxxxxxxxxxxx
priority=7                       .xx.....x.......x.xxx.`,
  },
  {
    beside: CLOUDFRONT,
    picture: `
record-type=alias                .
record-type=cname                -x
ttl=60                           xxx
access=both                      .xx.
access=private                   .xx-.
zone-id=Z1                       .xxx..
evaluate-target-health=true      xxxxxxx
evaluate-target-health=false     .xx...-.
set-identifier=blue              xxxxxxxxx
weight=1                         .xx...x...
region=us-east-1                 .xx...x..x.
failover=primary                 xxxxxxxxxxxx
failover=secondary               .xx...x..xx-.
geolocation-continent-code=EU    .xx...x..xxxx.
geolocation-country-code=US      .xx...x..xxxxx.
geolocation-country-code=DE      .xx...x..xxxxx-.
geolocation-subdivision-code=CA  xxxxxxxxxxxxxx.xx
geoproximity-region=us-east-1    .xx...x..xxxxxxxx.
geoproximity-bias=10             xxxxxxxxxxxxxxxxx.x
${HEALTH}                        xxxxxxxxx.......x.xx
multi-value-answer=true          xxxxxxxxxxxxxxxxxxxxx
priority=7                       .xx...x.x..x....x.xxx.`,
  },
];

const linesOf = (picture: string) =>
  picture
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
const settingOf = (tag = '') => tag.slice(0, tag.indexOf('='));

describe.each(MATRICES)('every pair, beside $beside', ({ beside, picture }) => {
  const lines = linesOf(picture);
  const tags = lines.map(([tag = '']) => tag);

  it('has a line for every setting', () => {
    const there = new Set([...beside, ...tags].map(settingOf));
    expect([...there].sort()).toEqual([...SETTINGS].sort());
  });

  it.each(lines)('%s: %s', (tag = '', verdicts) => {
    const pairs = tags.slice(0, tags.indexOf(tag) + 1);
    const sign = (other: string) => {
      if (other !== tag && settingOf(other) === settingOf(tag)) return '-';
      return typeof asked(...beside, ...new Set([other, tag])) === 'string' ? 'x' : '.';
    };
    expect(pairs.map(sign).join('')).toBe(verdicts);
  });
});

describe('the reason tells the tags, what is wrong and what to do', () => {
  it.each([
    [
      ['weight=1', 'region=us-east-1', 'geolocation-country-code=US'],
      'signpost/weight "1" and signpost/region "us-east-1" and signpost/geolocation-country-code "US": these exclude each other, because a record has one routing policy; keep those of one',
    ],
    [['geolocation-continent-code=EU', 'geolocation-country-code=DE'], 'for a continent or for a country'],
    [
      ['geolocation-subdivision-code=CA', 'geolocation-country-code=CA'],
      'signpost/geolocation-subdivision-code "CA" and signpost/geolocation-country-code "CA": a subdivision needs the country US',
    ],
    [['geolocation-subdivision-code=CA', 'geolocation-country-code=default'], 'needs the country US'],
    [['geoproximity-bias=1'], 'signpost/geoproximity-bias "1": a bias needs a geoproximity-region; set it'],
    [['set-identifier=blue'], 'signpost/set-identifier "blue": a simple record has neither'],
    [['set-identifier=blue', HEALTH], `"blue" and signpost/health-check-id "${UUID}": a simple record`],
    [
      ['ttl=60'],
      'signpost/ttl "60": the record is an alias, which has the TTL of its target; remove ttl, or',
    ],
    [
      ['ttl=60', 'record-type=alias'],
      'signpost/ttl "60" and signpost/record-type "alias": the record is an alias',
    ],
    [
      ['evaluate-target-health=false', 'target=cdn.example.net'],
      'signpost/evaluate-target-health "false" and signpost/target "cdn.example.net": the record is a CNAME',
    ],
    [
      ['target-zone-id=Z1'],
      'signpost/target-zone-id "Z1": this is the hosted zone of the target, and there is no',
    ],
    [
      ['target-zone-id=Z1', 'target=a.example.net', 'record-type=cname'],
      'a CNAME does not tell the hosted zone',
    ],
    [['record-type=alias', 'target=cdn.example.net'], 'set target-zone-id to it, or record-type to cname'],
    [
      ['record-type=alias', 'target=d1.cloudfront.net'],
      'set target-zone-id to Z2FDTNDATAQYW2, that of CloudFront, or record-type to cname',
    ],
    [
      ['record-type=alias', 'target=a1.awsglobalaccelerator.com'],
      'set target-zone-id to Z2BJ6XQ5FK7U4H, that of Global Accelerator, or record-type to cname',
    ],
    [
      ['target=d1.cloudfront.net', 'target-zone-id=Z2BJ6XQ5FK7U4H'],
      'names of CloudFront end in .cloudfront.net and have the hosted zone Z2FDTNDATAQYW2; correct one of the two',
    ],
    [
      ['target=cloudfront.net', 'target-zone-id=Z2FDTNDATAQYW2'],
      'names of CloudFront end in .cloudfront.net and have the hosted zone Z2FDTNDATAQYW2',
    ],
    [
      ['target=a1.awsglobalaccelerator.com', 'target-zone-id=Z1'],
      'names of Global Accelerator end in .awsglobalaccelerator.com and have the hosted zone Z2BJ6XQ5FK7U4H',
    ],
    [
      ['target=a1.example.net', 'target-zone-id=Z2BJ6XQ5FK7U4H'],
      'names of Global Accelerator end in .awsglobalaccelerator.com',
    ],
    [[...CLOUDFRONT, 'evaluate-target-health=true'], 'Route 53 cannot evaluate the health of CloudFront'],
    [
      ['access=both', 'zone-id=Z1'],
      'signpost/access "both" and signpost/zone-id "Z1": these exclude each other',
    ],
    [
      ['failover=primary', 'evaluate-target-health=false'],
      'signpost/failover "primary" and signpost/evaluate-target-health "false": nobody evaluates the health of this primary, so it would never fail over; set health-check-id',
    ],
    [['failover=primary', 'record-type=cname', 'ttl=60'], 'so it would never fail over'],
    [['failover=primary', ...CLOUDFRONT], 'so it would never fail over'],
    [
      ['multi-value-answer=', 'weight=1'],
      'multi-value answers neither for an alias nor for a CNAME; remove it',
    ],
  ])('%s', (tags, reason) => {
    expect(asked(...tags)).toEqual(expect.stringContaining(reason));
  });

  it('tells every conflict', () => {
    expect(asked('ttl=60', 'set-identifier=blue')).toMatch(/a simple record has neither.*; signpost\/ttl/);
  });

  it('tells values that are wrong before what they might exclude', () => {
    expect(asked('weight=1000', 'region=us-east-1')).toMatch(/^signpost\/weight is "1000"[^;]*$/);
  });
});

it.each([
  [['failover=primary', 'evaluate-target-health=false', HEALTH]],
  [['failover=primary', 'record-type=cname', HEALTH]],
  [['failover=primary', ...CLOUDFRONT, HEALTH]],
  [['failover=primary', ...ACCELERATOR]],
  [['failover=secondary', 'record-type=cname', 'ttl=60', 'set-identifier=b']],
  [[...ACCELERATOR, 'evaluate-target-health=true']],
  [['geolocation-country-code=us', 'geolocation-subdivision-code=ca', 'set-identifier=b', HEALTH]],
  [['geoproximity-region=us-east-1', 'geoproximity-bias=-99', 'set-identifier=b', HEALTH]],
  [
    [
      'weight=0',
      'set-identifier=b',
      HEALTH,
      'target=cdn.example.net',
      'ttl=0',
      'zone-id=Z1',
      'access=private',
    ],
  ],
])('%s go together', (tags) => {
  expect(asked(...tags)).toBeTypeOf('object');
});
