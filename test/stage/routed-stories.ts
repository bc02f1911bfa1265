import { createV2, deleteV2, tagV2, untagV2 } from './actions.ts';
import type { Cast, Step, Story } from './stories.ts';

const APP = 'app.example.com';
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };
const dns = (cast: Cast, name: string): string => who(cast, name).dnsName;

/** Tags without their prefix. */
const tags = (settings: Record<string, string>) =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`signpost/${key}`, value]));

const create =
  (...made: readonly (readonly [name: string, settings: Record<string, string>])[]): Step['act'] =>
  async (stage, cast) => {
    for (const [name, settings] of made)
      cast[name] = await createV2(stage, name, undefined, { Type: 'network', tags: tags(settings) });
  };

const tag =
  (...changed: readonly (readonly [name: string, settings: Record<string, string>])[]): Step['act'] =>
  async (stage, cast) => {
    for (const [name, settings] of changed) await tagV2(stage, who(cast, name), tags(settings));
  };

const untag =
  (name: string, ...keys: readonly string[]): Step['act'] =>
  async (stage, cast) => {
    for (const key of keys) await untagV2(stage, who(cast, name), `signpost/${key}`);
  };

const steps = (...all: readonly Step['act'][]): Step['act'] => {
  return async (stage, cast) => {
    for (const act of all) await act(stage, cast);
  };
};

const weights = (cast: Cast, blue: number | undefined, green: number | undefined) => ({
  ...(blue !== undefined && { [`${APP} A blue`]: `${dns(cast, 'blue')} weight ${blue}` }),
  ...(green !== undefined && { [`${APP} A green`]: `${dns(cast, 'green')} weight ${green}` }),
  'neighbour.example.com A': dns(cast, 'blue'),
});

const failover = (cast: Cast, primary: string, secondary: string) => ({
  [`${APP} A ${primary}`]: `${dns(cast, primary)} PRIMARY`,
  [`${APP} A ${secondary}`]: `${dns(cast, secondary)} SECONDARY`,
});

/** What record settings ask for, as people live with them: names under routing policies, and changes of shape. */
export const routedStories: readonly Story[] = [
  {
    name: 'one name of a shared load balancer is moved by weight',
    noGap: [APP, 'neighbour.example.com'],
    steps: [
      {
        told: '100 to 0, beside a neighbour',
        act: create(
          [
            'blue',
            {
              hostname: 'neighbour.example.com',
              'hostname.app': APP,
              'weight.app': '100',
              'set-identifier.app': 'blue',
            },
          ],
          ['green', { hostname: APP, weight: '0', 'set-identifier': 'green' }],
        ),
        zone: (cast) => weights(cast, 100, 0),
      },
      {
        told: 'half and half',
        act: tag(['blue', { 'weight.app': '50' }], ['green', { weight: '50' }]),
        zone: (cast) => weights(cast, 50, 50),
      },
      {
        told: '0 to 100',
        act: tag(['blue', { 'weight.app': '0' }], ['green', { weight: '100' }]),
        zone: (cast) => weights(cast, 0, 100),
      },
      {
        told: 'the old one asks no more',
        act: untag('blue', 'hostname.app'),
        zone: (cast) => weights(cast, undefined, 100),
      },
      {
        told: 'and the other is alone',
        act: untag('green', 'weight', 'set-identifier'),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'green'), 'neighbour.example.com A': dns(cast, 'blue') }),
      },
    ],
  },
  {
    name: 'a failover pair changes roles',
    noGap: [APP],
    steps: [
      {
        told: 'a pair',
        act: create(
          ['blue', { hostname: APP, failover: 'primary', 'set-identifier': 'blue' }],
          ['green', { hostname: APP, failover: 'secondary', 'set-identifier': 'green' }],
        ),
        zone: (cast) => failover(cast, 'blue', 'green'),
      },
      {
        told: 'the first asks for the role of the other, and waits',
        act: tag(['blue', { failover: 'secondary' }]),
        zone: (cast) => failover(cast, 'blue', 'green'),
      },
      {
        told: 'and the other for its',
        act: tag(['green', { failover: 'primary' }]),
        zone: (cast) => failover(cast, 'green', 'blue'),
      },
      {
        told: 'the primary goes',
        act: async (stage, cast) => deleteV2(stage, who(cast, 'green')),
        zone: (cast) => ({ [`${APP} A blue`]: `${dns(cast, 'blue')} SECONDARY` }),
      },
    ],
  },
  {
    name: 'two load balancers go from latency to weights',
    noGap: [APP],
    steps: [
      {
        told: 'by latency, a third one for a Region that is taken waits',
        act: create(
          ['blue', { hostname: APP, region: 'us-east-1', 'set-identifier': 'blue' }],
          ['green', { hostname: APP, region: 'eu-west-1', 'set-identifier': 'green' }],
          ['late', { hostname: APP, region: 'eu-west-1', 'set-identifier': 'late' }],
        ),
        zone: (cast) => ({
          [`${APP} A blue`]: `${dns(cast, 'blue')} us-east-1`,
          [`${APP} A green`]: `${dns(cast, 'green')} eu-west-1`,
        }),
      },
      {
        told: 'one of them asks for a weight and waits for the other',
        act: steps(tag(['blue', { weight: '1' }]), untag('blue', 'region')),
        zone: (cast) => ({
          [`${APP} A blue`]: `${dns(cast, 'blue')} us-east-1`,
          [`${APP} A green`]: `${dns(cast, 'green')} eu-west-1`,
        }),
      },
      {
        told: 'both do',
        act: steps(tag(['green', { weight: '2' }]), untag('green', 'region')),
        zone: (cast) => ({
          [`${APP} A blue`]: `${dns(cast, 'blue')} weight 1`,
          [`${APP} A green`]: `${dns(cast, 'green')} weight 2`,
        }),
      },
    ],
  },
  {
    name: 'a name changes its shape and back',
    noGap: [APP],
    steps: [
      {
        told: 'simple',
        act: create(['web', { hostname: APP }]),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'web') }),
      },
      {
        told: 'weighted',
        act: tag(['web', { weight: '7', 'set-identifier': 'web' }]),
        zone: (cast) => ({ [`${APP} A web`]: `${dns(cast, 'web')} weight 7` }),
      },
      {
        told: 'a weighted CNAME',
        act: tag(['web', { 'record-type': 'cname', ttl: '60' }]),
        zone: (cast) => ({ [`${APP} CNAME web`]: `${dns(cast, 'web')} weight 7` }),
      },
      {
        told: 'a setting that cannot be: what stands stays',
        act: tag(['web', { weight: '700' }]),
        zone: (cast) => ({ [`${APP} CNAME web`]: `${dns(cast, 'web')} weight 7` }),
      },
      {
        told: 'a simple CNAME to what stands in front of it',
        act: steps(
          tag(['web', { target: 'd111111abcdef8.cloudfront.net' }]),
          untag('web', 'weight', 'set-identifier'),
        ),
        zone: () => ({ [`${APP} CNAME`]: 'd111111abcdef8.cloudfront.net' }),
      },
      {
        told: 'an alias again',
        act: untag('web', 'target', 'record-type', 'ttl'),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'web') }),
      },
    ],
  },
  {
    name: 'a simple claim waits for the last of several sets',
    noGap: [APP],
    steps: [
      {
        told: 'two sets',
        act: create(
          ['blue', { hostname: APP, weight: '1', 'set-identifier': 'blue' }],
          ['green', { hostname: APP, weight: '1', 'set-identifier': 'green' }],
        ),
        zone: (cast) => ({
          [`${APP} A blue`]: `${dns(cast, 'blue')} weight 1`,
          [`${APP} A green`]: `${dns(cast, 'green')} weight 1`,
        }),
      },
      {
        told: 'one who asks for the name alone waits',
        act: create(['alone', { hostname: APP }]),
        zone: (cast) => ({
          [`${APP} A blue`]: `${dns(cast, 'blue')} weight 1`,
          [`${APP} A green`]: `${dns(cast, 'green')} weight 1`,
        }),
      },
      {
        told: 'the first set goes by itself',
        act: async (stage, cast) => deleteV2(stage, who(cast, 'blue')),
        zone: (cast) => ({ [`${APP} A green`]: `${dns(cast, 'green')} weight 1` }),
      },
      {
        told: 'the last one together with its successor',
        act: untag('green', 'hostname'),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'alone') }),
      },
    ],
  },
  {
    name: 'a name is moved between two labels, and a set renamed',
    noGap: [APP],
    steps: [
      {
        told: 'under one label',
        act: create([
          'web',
          {
            'hostname.one': APP,
            'weight.one': '1',
            'set-identifier.one': 'one',
            'weight.two': '2',
            'set-identifier.two': 'two',
          },
        ]),
        zone: (cast) => ({ [`${APP} A one`]: `${dns(cast, 'web')} weight 1` }),
      },
      {
        told: 'under both, which differ: it stays',
        act: tag(['web', { 'hostname.two': APP }]),
        zone: (cast) => ({ [`${APP} A one`]: `${dns(cast, 'web')} weight 1` }),
      },
      {
        told: 'under the other',
        act: untag('web', 'hostname.one'),
        zone: (cast) => ({ [`${APP} A two`]: `${dns(cast, 'web')} weight 2` }),
      },
    ],
  },
  {
    name: 'a misspelt key takes no published name down',
    noGap: [APP],
    steps: [
      {
        told: 'published',
        act: create(['web', { hostname: APP }]),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'web') }),
      },
      {
        told: 'asked for by a key that is none, another name beside it',
        act: steps(tag(['web', { hostnames: `${APP} new.example.com` }]), untag('web', 'hostname')),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'web') }),
      },
      {
        told: 'a setting misspelt as well',
        act: tag(['web', { wieght: '10' }]),
        zone: (cast) => ({ [`${APP} A`]: dns(cast, 'web') }),
      },
      { told: 'asked for no more', act: untag('web', 'hostnames'), zone: () => ({}) },
    ],
  },
];
