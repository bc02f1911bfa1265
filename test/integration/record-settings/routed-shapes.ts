import { createHealthCheck } from './health-checks.ts';
import type { Settings } from './load-balancers.ts';
import { aliases, cname, derived, type Standing } from './record-sets.ts';
import { ACCELERATOR, type Row } from './simple-shapes.ts';

type Policy = readonly [settings: Settings, members: Partial<Standing>];

/** Each policy by two settings of it that have no field in common. */
const POLICIES: readonly (readonly [told: string, one: Policy, other: Policy])[] = [
  ['weighted', [{ weight: '0' }, { Weight: 0 }], [{ weight: '255' }, { Weight: 255 }]],
  [
    'latency',
    [{ region: 'us-east-1' }, { Region: 'us-east-1' }],
    [{ region: 'EU-West-1' }, { Region: 'eu-west-1' }],
  ],
  [
    'failover',
    [{ failover: 'primary' }, { Failover: 'PRIMARY' }],
    [{ failover: 'secondary' }, { Failover: 'SECONDARY' }],
  ],
  [
    'continent',
    [{ 'geolocation-continent-code': 'EU' }, { GeoLocation: { ContinentCode: 'EU' } }],
    [{ 'geolocation-continent-code': 'an' }, { GeoLocation: { ContinentCode: 'AN' } }],
  ],
  [
    'state',
    [
      { 'geolocation-country-code': 'us', 'geolocation-subdivision-code': 'ca' },
      { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'CA' } },
    ],
    [{ 'geolocation-country-code': 'FR' }, { GeoLocation: { CountryCode: 'FR' } }],
  ],
  [
    'everywhere else',
    [{ 'geolocation-country-code': 'default' }, { GeoLocation: { CountryCode: '*' } }],
    [
      { 'geolocation-country-code': 'US', 'geolocation-subdivision-code': 'NY' },
      { GeoLocation: { CountryCode: 'US', SubdivisionCode: 'NY' } },
    ],
  ],
  [
    'geoproximity',
    [{ 'geoproximity-region': 'us-east-1' }, { GeoProximityLocation: { AWSRegion: 'us-east-1', Bias: 0 } }],
    [
      { 'geoproximity-region': 'ap-south-1', 'geoproximity-bias': '-99' },
      { GeoProximityLocation: { AWSRegion: 'ap-south-1', Bias: -99 } },
    ],
  ],
];

const SET = 'all that a tag holds: +-=._:/@';
const [HEALTH, OTHER_HEALTH] = await Promise.all([createHealthCheck(), createHealthCheck()]);

/** Each policy as alias and as CNAME, with a health check; the set identifier derived at first, given then. */
export const ROUTED: readonly Row[] = POLICIES.flatMap(
  ([told, [settings, members], [otherSettings, otherMembers]]): readonly Row[] => {
    const tags = { ...settings, 'health-check-id': HEALTH };
    const otherTags = { ...otherSettings, 'health-check-id': OTHER_HEALTH, 'set-identifier': SET };
    const routed = { ...members, HealthCheckId: HEALTH };
    const otherRouted = { ...otherMembers, HealthCheckId: OTHER_HEALTH, SetIdentifier: SET };
    return [
      [
        `an alias, ${told}`,
        { settings: tags, stands: (lb) => aliases(lb, { ...routed, SetIdentifier: derived(lb) }) },
        {
          settings: { ...otherTags, ...ACCELERATOR.settings, 'evaluate-target-health': 'false' },
          stands: (lb) => aliases(lb, { ...otherRouted, target: ACCELERATOR.target, evaluates: false }),
        },
      ],
      [
        `a CNAME, ${told}`,
        {
          settings: { ...tags, 'record-type': 'cname' },
          stands: (lb) => cname(lb, { ...routed, SetIdentifier: derived(lb) }),
        },
        {
          settings: { ...otherTags, 'record-type': 'cname', ttl: '60', target: 'www.example.net' },
          stands: (lb) => cname(lb, { ...otherRouted, TTL: 60, target: 'www.example.net' }),
        },
      ],
    ];
  },
);
