import { describe, expect, it } from 'vitest';
import { readValues, SETTINGS, type Setting } from '../../../shared/names/setting-values.ts';
import { given } from './given.ts';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';

/** Good texts with what they are read as, and bad ones, of each setting. */
const TABLE: Readonly<Record<Setting, readonly [Readonly<Record<string, unknown>>, readonly string[]]>> = {
  'record-type': [
    { alias: 'alias', cname: 'cname', CNAME: 'cname', ' Alias ': 'alias' },
    ['A', 'alias cname'],
  ],
  ttl: [
    { 0: 0, 60: 60, '060': 60, 2147483647: 2_147_483_647 },
    ['-1', '2147483648', '1.5', '1e3', '10m', '0x10', '∞', '9'.repeat(300)],
  ],
  access: [
    { public: 'public', private: 'private', both: 'both', Both: 'both' },
    ['internal', 'public private'],
  ],
  'zone-id': [
    { Z1: 'Z1', '/hostedzone/Z1': 'Z1', 'hostedzone/Z1': 'Z1', [`Z${'1'.repeat(31)}`]: `Z${'1'.repeat(31)}` },
    ['z1', 'example.com', '/hostedzone/', 'Z1 Z2', `Z${'1'.repeat(32)}`],
  ],
  'evaluate-target-health': [
    { true: true, false: false, True: true, FALSE: false },
    ['yes', '1', 'constructor', '__proto__'],
  ],
  'set-identifier': [
    { a: 'a', Blue: 'Blue', ' blue green ': 'blue green', ['x'.repeat(128)]: 'x'.repeat(128) },
    ['x'.repeat(129)],
  ],
  weight: [{ 0: 0, 1: 1, 255: 255, '-0': 0 }, ['-1', '256', '10%', 'ten', '1.0']],
  region: [
    { 'us-east-1': 'us-east-1', 'EU-West-1': 'eu-west-1', 'us-gov-west-1': 'us-gov-west-1' },
    ['us-east', 'us-east-1a', 'mars-north-1'],
  ],
  failover: [
    { primary: 'PRIMARY', SECONDARY: 'SECONDARY', Primary: 'PRIMARY' },
    ['first', 'primary secondary', 'tertiary'],
  ],
  'geolocation-continent-code': [{ EU: 'EU', af: 'AF', na: 'NA' }, ['XX', 'Europe', '*', 'default']],
  'geolocation-country-code': [
    { US: 'US', de: 'DE', default: '*', '*': '*', Default: '*', XK: 'XK' },
    ['EU', 'UK', 'USA', 'BV', '**', 'everywhere'],
  ],
  'geolocation-subdivision-code': [{ CA: 'CA', dc: 'DC' }, ['PR', 'California', 'US-CA', 'XX', '*']],
  'geoproximity-region': [
    { 'us-east-1': 'us-east-1', 'US-EAST-1': 'us-east-1' },
    ['us-east', 'us-east-1-bos-1'],
  ],
  'geoproximity-bias': [
    { '-99': -99, 0: 0, '-0': 0, 99: 99, '+10': 10 },
    ['-100', '100', '1.5', '+-1', '--1'],
  ],
  priority: [{ '-1000': -1000, 0: 0, 7: 7, '+7': 7, 1000: 1000 }, ['-1001', '1001', '1.5', 'high', '7th']],
  'health-check-id': [
    { [UUID]: UUID, [UUID.toUpperCase()]: UUID },
    ['web', UUID.slice(1), `${UUID}0`, `{${UUID}}`],
  ],
  target: [
    {
      'd1.cloudfront.net': 'd1.cloudfront.net',
      'CDN.Example.NET.': 'cdn.example.net',
      'bücher.example': 'xn--bcher-kva.example',
    },
    [
      '192.0.2.1',
      '2001:db8::1',
      '+.example.com',
      '*.example.com',
      'https://a.example',
      'a.example:80',
      'a..b',
      'a b',
    ],
  ],
  'target-zone-id': [{ Z2FDTNDATAQYW2: 'Z2FDTNDATAQYW2', '/hostedzone/Z1': 'Z1' }, ['z1', 'cdn.example.net']],
  'multi-value-answer': [{ true: 'true', '': '', false: 'false' }, []],
};

const KEYS = SETTINGS.filter((setting) => setting !== 'multi-value-answer');

describe.each(SETTINGS)('%s', (setting) => {
  const [good, bad] = TABLE[setting];

  it.each(Object.entries(good))('takes %j as %j', (text, value) => {
    const { values, problems } = readValues(given(`${setting}=${text}`));
    expect(problems).toEqual([]);
    expect(values[setting]).toStrictEqual(value);
  });

  it.each(bad.map((text) => [text]))('refuses %j', (text) => {
    const { values, problems } = readValues(given(`${setting}=${text}`));
    expect(values).toEqual({});
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(`^signpost/${setting} is ".*", expected .+: correct it, or remove the tag$`),
      ),
    ]);
    expect(problems[0]).toContain(JSON.stringify(text));
  });
});

it.each(KEYS)('an empty %s is refused, not unset', (setting) => {
  for (const text of ['', '  ', '\u00a0'])
    expect(readValues(given(`${setting}=${text}`)).problems).toEqual([
      expect.stringContaining(`signpost/${setting} is empty, expected `),
    ]);
});

it('tells all that is wrong, in one order, and keeps what is good', () => {
  const problems = [expect.stringContaining('/ttl is'), expect.stringContaining('/weight is')];
  for (const tags of [
    ['weight=x', 'ttl=x', 'access=both'],
    ['access=both', 'ttl=x', 'weight=x'],
  ])
    expect(readValues(given(...tags))).toEqual({ values: { access: 'both' }, problems });
});
