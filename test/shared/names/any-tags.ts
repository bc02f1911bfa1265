import fc from 'fast-check';
import { SETTINGS } from '../../../shared/names/setting-values.ts';

export const HEALTH_CHECK = '01234567-89ab-cdef-0123-456789abcdef';

const HOSTS = [
  'example.com',
  'a.example.com',
  'A.example.com.',
  'b.example.com',
  'c.sub.example.com',
  '+.example.com',
  'elsewhere.test',
  'cdn.example.net',
  'd1.cloudfront.net',
  '192.0.2.1',
  'c..d',
];
const VALUES = [
  ...HOSTS,
  ...['', ' ', '0', '1', '-1', '60', '255', '256', '2147483647', 'true', 'False', 'alias', 'cname', 'public'],
  ...['private', 'both', 'primary', 'secondary', 'us-east-1', 'EU', 'us', 'DE', 'default', '*', 'CA', 'blue'],
  ...['Z1', 'Z2', 'Z3', 'Z35SXDOTRQ7X7K', 'Z2FDTNDATAQYW2', 'Z2BJ6XQ5FK7U4H', 'a1.awsglobalaccelerator.com'],
  HEALTH_CHECK,
];
/** A good value of each setting, or one that goes with few others. */
const OFTEN: readonly (readonly [string, readonly string[]])[] = [
  ['hostname', ['a.example.com b.example.com', 'a.example.com', 'example.com +.example.com']],
  ['record-type', ['alias', 'cname']],
  ['access', ['public', 'private', 'both']],
  ['zone-id', ['Z1', 'Z2', 'Z3']],
  ['weight', ['0', '10']],
  ['region', ['us-east-1']],
  ['failover', ['primary', 'secondary']],
  ['geolocation-country-code', ['US', 'default']],
  ['geoproximity-region', ['eu-west-1']],
  ['set-identifier', ['blue', 'green']],
  ['health-check-id', [HEALTH_CHECK]],
  ['target', ['cdn.example.net', 'd1.cloudfront.net', 'a.example.com']],
  ['target-zone-id', ['Z2FDTNDATAQYW2', 'Z2FDTNDATAQYW2', 'Z1', 'Z9']],
];

const labels = fc.constantFrom('', '', '', '.x', '.x', '.y', '.x.y', '.');
const often = fc
  .constantFrom(...OFTEN)
  .chain(([base, values]) => fc.record({ base: fc.constant(base), value: fc.constantFrom(...values) }));
const seldom = fc.record({
  base: fc.constantFrom('hostname', 'hostnames', 'priority', 'constructor', '', ...SETTINGS),
  value: fc.oneof(
    fc.constantFrom(...VALUES),
    fc.array(fc.constantFrom(...HOSTS), { maxLength: 4 }).map((hosts) => hosts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 20 }),
  ),
});
const ours = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: often }, seldom), labels)
  .map(([{ base, value }, label]): [string, string] => [`signpost/${base}${label}`, value]);
const theirs = fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }));

const hostname = fc
  .constantFrom('signpost/hostname', 'signpost/hostname.x')
  .map((key): [string, string] => [key, 'a.example.com b.example.com']);

/** Tags of a load balancer: mostly of the contract, good and bad, seldom what nobody would think of. */
export const anyTags: fc.Arbitrary<readonly (readonly [string, string])[]> = fc
  .tuple(
    fc.option(hostname, { freq: 3 }),
    fc.array(fc.oneof({ weight: 9, arbitrary: ours }, theirs), { maxLength: 6 }),
  )
  .map(([first, others]) => Object.entries(Object.fromEntries(first ? [first, ...others] : others)));
