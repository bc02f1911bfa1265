import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { REGIONS } from '../../../../shared/names/regions.ts';
import { deleteV2 } from '../../../stage/actions.ts';
import { drain } from '../../../stage/drain.ts';
import { APP, asking, joined, type Lead, make, type Never, oneAfterTheOther, together } from './lead.ts';

export const CHECK = '01234567-89ab-4cde-8123-456789abcdef';
const THEIRS: Omit<ResourceRecordSet, 'Name'> = {
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.1' }],
  SetIdentifier: 'theirs',
};
const FOLLOWS = 'follows when that one goes or no longer asks for it';
const waiting = (how: string) => [`${APP} waiting: held by `, how, FOLLOWS];

const noContinent = (code: string): Lead =>
  asking({ 'geolocation-continent-code': code }, [
    `${APP} refused`,
    `signpost/geolocation-continent-code is "${code}", expected one of AF, AN, AS, EU, OC, NA, SA`,
    'correct it, or remove the tag',
  ]);
const noCountry = (code: string): Lead =>
  asking({ 'geolocation-country-code': code }, [
    `${APP} refused`,
    `signpost/geolocation-country-code is "${code}", expected a country code of ISO 3166-1`,
    'correct it, or remove the tag',
  ]);
const noState = (country: string, code: string): Lead =>
  asking({ 'geolocation-country-code': country, 'geolocation-subdivision-code': code }, [
    `${APP} refused`,
    `signpost/geolocation-subdivision-code is "${code}", expected the code of a state of the US`,
  ]);
const noBias = (bias: string): Lead =>
  asking({ 'geoproximity-region': 'eu-west-1', 'geoproximity-bias': bias }, [
    `${APP} refused`,
    `signpost/geoproximity-bias is "${bias}", expected a whole number from -99 to 99`,
  ]);

/** By id of the answers: routing, places, health checks. */
export const routing: Readonly<Record<string, Lead | Never | readonly Lead[]>> = {
  'routed without set identifier': asking({ weight: '1' }, [`${APP} published`]),
  'set identifier without policy': asking({ 'set-identifier': 'blue' }, [
    `${APP} refused`,
    'signpost/set-identifier "blue"',
    'a simple record has neither set identifier nor health check',
    'set one of weight, region',
  ]),
  'two policies in one set': asking({ weight: '1', region: 'eu-west-1' }, [
    `${APP} refused`,
    'signpost/weight "1" and signpost/region "eu-west-1"',
    'a record has one routing policy',
    'keep those of one',
  ]),
  'a multivalue alias': asking({ 'multi-value-answer': 'true' }, [
    `${APP} refused`,
    'Route 53 allows multi-value answers neither for an alias nor for a CNAME',
    'remove it',
  ]),
  'simple beside routed': [
    oneAfterTheOther({ weight: '1' }, {}, waiting('as weighted alias, this one asks for simple alias')),
    joined({ weight: '1' }, { ...THEIRS, Weight: 1 }, {}),
  ],
  'routed beside simple': oneAfterTheOther(
    {},
    { weight: '1' },
    waiting('as simple alias, this one asks for weighted alias'),
  ),
  'latency beside weighted': [
    oneAfterTheOther(
      { weight: '1' },
      { region: 'eu-west-1' },
      waiting('as weighted alias, this one asks for latency alias'),
    ),
    joined({ weight: '1' }, { ...THEIRS, Weight: 1 }, { region: 'eu-west-1' }),
  ],
  'one Region twice': [
    oneAfterTheOther({ region: 'eu-west-1' }, { region: 'eu-west-1' }, waiting('for region eu-west-1')),
    joined({ region: 'eu-west-1' }, { ...THEIRS, Region: 'us-east-1' }, { region: 'us-east-1' }),
  ],
  'two primaries': [
    oneAfterTheOther({ failover: 'primary' }, { failover: 'primary' }, waiting('for PRIMARY')),
    joined({ failover: 'primary' }, { ...THEIRS, Failover: 'SECONDARY' }, { failover: 'secondary' }),
  ],
  'one set identifier twice': [
    oneAfterTheOther(
      { weight: '1', 'set-identifier': 'blue' },
      { weight: '2', 'set-identifier': 'blue' },
      waiting('in the set "blue"'),
    ),
    joined(
      { weight: '1', 'set-identifier': 'blue' },
      { ...THEIRS, Weight: 1 },
      { weight: '1', 'set-identifier': 'theirs' },
    ),
  ],
  'weight 256': asking({ weight: '256' }, [
    `${APP} refused`,
    'signpost/weight is "256", expected a whole number from 0 to 255',
    'correct it, or remove the tag',
  ]),
  '101 weighted CNAMEs': together(
    Array.from({ length: 101 }, () => ({ weight: '1', 'record-type': 'cname' })),
    waiting('as the last of 100 sets, all that Route 53 takes of one name'),
  ),
  'two TTLs of one name by weight': [
    oneAfterTheOther(
      { weight: '1', 'record-type': 'cname', ttl: '60' },
      { weight: '1', 'record-type': 'cname', ttl: '61' },
      waiting('as weighted CNAME with a TTL of 60 s, this one asks for weighted CNAME with a TTL of 61 s'),
    ),
    joined(
      { weight: '1', 'record-type': 'cname', ttl: '60' },
      { ...THEIRS, Type: 'CNAME', ResourceRecords: [{ Value: 'x.example.net' }], Weight: 1 },
      { weight: '1', 'record-type': 'cname', ttl: '61' },
    ),
  ],

  'a continent that is none': noContinent('XX'),
  ...Object.fromEntries(
    ['XX', 'EU', 'BV', 'CX', 'EH', 'HM'].map((code) => [`a country that is none: ${code}`, noCountry(code)]),
  ),
  'a country that is none: us': asking({ 'geolocation-country-code': 'us' }, [`${APP} published`]),
  'a territory, which is a country': noState('US', 'PR'),
  'a province of Canada': noState('CA', 'NL'),
  'a continent and a country': asking(
    { 'geolocation-continent-code': 'EU', 'geolocation-country-code': 'FR' },
    [`${APP} refused`, 'a record is for a continent or for a country', 'keep one'],
  ),
  'one place twice': [
    oneAfterTheOther(
      { 'geolocation-country-code': 'US', 'geolocation-subdivision-code': 'CA' },
      { 'geolocation-country-code': 'US', 'geolocation-subdivision-code': 'CA' },
      waiting('for country US/CA'),
    ),
    joined(
      { 'geolocation-country-code': 'US' },
      { ...THEIRS, GeoLocation: { CountryCode: '*' } },
      { 'geolocation-country-code': 'default' },
    ),
  ],
  'one Region of geoproximity twice, with another bias': [
    oneAfterTheOther(
      { 'geoproximity-region': 'eu-west-1' },
      { 'geoproximity-region': 'eu-west-1', 'geoproximity-bias': '5' },
      waiting('for region eu-west-1'),
    ),
    joined(
      { 'geoproximity-region': 'eu-west-1' },
      { ...THEIRS, GeoProximityLocation: { AWSRegion: 'us-east-1' } },
      { 'geoproximity-region': 'us-east-1', 'geoproximity-bias': '5' },
    ),
  ],
  'geoproximity to nowhere': asking({ 'geoproximity-bias': '1' }, [
    `${APP} refused`,
    'a bias needs a geoproximity-region',
    'set it, or remove the bias',
  ]),
  'geoproximity to two places': { never: 'the one tag for a place of geoproximity gives a Region' },
  'a bias of -100': noBias('-100'),
  'a bias of 100': noBias('100'),
  '31 sets of geoproximity': together(
    REGIONS.slice(0, 31).map((region) => ({ 'geoproximity-region': region })),
    waiting('as the last of 30 sets, all that Route 53 takes of one name'),
  ),

  'a health check id of more than 64 characters': asking({ weight: '1', 'health-check-id': 'x'.repeat(65) }, [
    `${APP} refused`,
    'expected the id of a health check, such as 01234567-',
    'correct it, or remove the tag',
  ]),
  'DELETE without the health check': {
    meet: async (stage) => {
      stage.route53.healthChecks.create({ id: CHECK });
      const web = await make(stage, 'web', { weight: '1', 'health-check-id': CHECK });
      await drain(stage);
      await deleteV2(stage, web);
    },
    told: [[`${APP} left: withdrawn`]],
  },
  'a primary CNAME without a health check': asking({ failover: 'primary', 'record-type': 'cname' }, [
    `${APP} refused`,
    'nobody evaluates the health of this primary',
    'set health-check-id, or make it an alias with evaluate-target-health',
  ]),
};
