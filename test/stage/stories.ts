import type { Policy } from '../../shared/settings.ts';
import {
  aliasA,
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  foreign,
  plainA,
  setAddressType,
  tagV2,
  untagV2,
} from './actions.ts';
import { surveyBySchedule } from './drain.ts';
import type { Stage } from './stage.ts';
import { surveyed } from './surveyed.ts';

export interface Step {
  readonly told: string;
  /** Watched for so many milliseconds, as something is frozen; absent: until all is quiet. */
  readonly lasting?: number;
  readonly act: (stage: Stage, cast: Cast) => Promise<void>;
  /** What the public zone holds once all is quiet; `host type` to target. */
  readonly zone: (cast: Cast) => Record<string, string>;
}

/** Who plays: load balancers by the name that the story gives them. */
export type Cast = Record<string, { arn: string; dnsName: string }>;

export interface Story {
  readonly name: string;
  readonly policy?: Policy;
  readonly steps: readonly Step[];
  /** Names that must never be without a record once they have one. */
  readonly noGap?: readonly string[];
}

const dns = (cast: Cast, name: string): string => cast[name]?.dnsName ?? '';
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };

/** A cluster whose Service is the mesh's load balancer, with a Gateway for each list of hosts; or without that kind. */
const meshWith =
  (cast: Cast, gateways: readonly (readonly string[])[] | undefined): Stage['surveyOf'] =>
  (cluster, startedAt) =>
    surveyed({
      cluster,
      startedAt,
      services: [
        {
          metadata: { namespace: 'istio', name: 'gateway' },
          spec: { type: 'LoadBalancer', selector: { istio: 'gateway' } },
          status: { loadBalancer: { ingress: [{ hostname: dns(cast, 'mesh') }] } },
        },
      ],
      istioGateways: gateways?.map((hosts, at) => ({
        metadata: { namespace: 'istio', name: `gw-${at}` },
        spec: { selector: { istio: 'gateway' }, servers: [{ hosts }] },
      })),
    });

async function resurvey(stage: Stage, surveyOf: Stage['surveyOf']): Promise<void> {
  stage.clock.advance(120_000);
  stage.surveyOf = surveyOf;
  await surveyBySchedule(stage, 'demo');
}

export const stories: readonly Story[] = [
  {
    name: 'an ALB is tagged, re-tagged, untagged',
    steps: [
      {
        told: 'created with two names',
        act: async (stage, cast) => {
          cast['web'] = await createV2(stage, 'web', 'a.example.com +.b.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web'), '*.b.example.com A': dns(cast, 'web') }),
      },
      {
        told: 're-tagged',
        act: (stage, cast) => tagV2(stage, who(cast, 'web'), { 'signpost/hostname': 'c.example.com' }),
        zone: (cast) => ({ 'c.example.com A': dns(cast, 'web') }),
      },
      { told: 'untagged', act: (stage, cast) => untagV2(stage, who(cast, 'web')), zone: () => ({}) },
    ],
  },
  {
    name: 'an NLB changes its address type',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'dualstack',
        act: async (stage, cast) => {
          cast['net'] = await createV2(stage, 'net', 'a.example.com', {
            Type: 'network',
            IpAddressType: 'dualstack',
          });
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'net'), 'a.example.com AAAA': dns(cast, 'net') }),
      },
      {
        told: 'IPv4 only',
        act: (stage, cast) => setAddressType(stage, who(cast, 'net'), 'ipv4'),
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'net') }),
      },
      {
        told: 'dualstack again',
        act: (stage, cast) => setAddressType(stage, who(cast, 'net'), 'dualstack'),
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'net'), 'a.example.com AAAA': dns(cast, 'net') }),
      },
    ],
  },
  {
    name: 'a load balancer is replaced by one of the same name',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'the first',
        act: async (stage, cast) => {
          cast['old'] = await createV2(stage, 'web', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'old') }),
      },
      {
        told: 'deleted and made again, as the load balancer controller does it',
        act: async (stage, cast) => {
          await deleteV2(stage, who(cast, 'old'));
          cast['new'] = await createV2(stage, 'web', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'new') }),
      },
    ],
  },
  {
    name: 'two load balancers claim one name in one batch',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'both at once: the older holds it',
        act: async (stage, cast) => {
          cast['first'] = await createV2(stage, 'first', 'a.example.com');
          stage.clock.advance(1000);
          cast['second'] = await createV2(stage, 'second', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'first') }),
      },
      {
        told: 'the holder goes: the other follows',
        act: (stage, cast) => deleteV2(stage, who(cast, 'first')),
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'second') }),
      },
    ],
  },
  {
    name: 'two load balancers swap their names',
    noGap: ['a.example.com', 'b.example.com'],
    steps: [
      {
        told: 'each has one',
        act: async (stage, cast) => {
          cast['x'] = await createV2(stage, 'x', 'a.example.com');
          cast['y'] = await createV2(stage, 'y', 'b.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'x'), 'b.example.com A': dns(cast, 'y') }),
      },
      {
        told: 'swapped in one batch of hints',
        act: async (stage, cast) => {
          await tagV2(stage, who(cast, 'x'), { 'signpost/hostname': 'b.example.com' });
          await tagV2(stage, who(cast, 'y'), { 'signpost/hostname': 'a.example.com' });
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'y'), 'b.example.com A': dns(cast, 'x') }),
      },
    ],
  },
  {
    name: 'an identical record of somebody else',
    steps: [
      {
        told: 'stands there first: it is theirs',
        act: async (stage, cast) => {
          cast['web'] = await createV2(stage, 'web', undefined);
          await foreign(stage, 'CREATE', aliasA('a.example.com', who(cast, 'web')));
          await tagV2(stage, who(cast, 'web'), { 'signpost/hostname': 'a.example.com' });
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web') }),
      },
      {
        told: 'and stays when the load balancer goes',
        act: (stage, cast) => deleteV2(stage, who(cast, 'web')),
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web') }),
      },
    ],
  },
  {
    name: "somebody else's record is in the way of one name among good ones",
    steps: [
      {
        told: 'the others go through',
        act: async (stage, cast) => {
          await foreign(stage, 'CREATE', plainA('b.example.com'));
          cast['web'] = await createV2(stage, 'web', 'a.example.com b.example.com c.example.com');
        },
        zone: (cast) => ({
          'a.example.com A': dns(cast, 'web'),
          'b.example.com A': '192.0.2.1',
          'c.example.com A': dns(cast, 'web'),
        }),
      },
      {
        told: 'it is removed: the name follows at the next sweep',
        act: (stage) => foreign(stage, 'DELETE', plainA('b.example.com')),
        zone: (cast) => ({
          'a.example.com A': dns(cast, 'web'),
          'b.example.com A': dns(cast, 'web'),
          'c.example.com A': dns(cast, 'web'),
        }),
      },
    ],
  },
  {
    name: 'plan, then sync',
    policy: 'plan',
    steps: [
      {
        told: 'nothing is written',
        act: async (stage, cast) => {
          await foreign(stage, 'CREATE', plainA('b.example.com'));
          cast['web'] = await createV2(stage, 'web', 'a.example.com b.example.com');
        },
        zone: () => ({ 'b.example.com A': '192.0.2.1' }),
      },
      {
        told: 'live: what was held back is written, what is refused is not',
        act: async (stage) => {
          stage.settings.policy = 'sync';
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web'), 'b.example.com A': '192.0.2.1' }),
      },
    ],
  },
  {
    name: 'a classic name is used again',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'the first',
        act: async (stage, cast) => {
          cast['old'] = await createClassic(stage, 'web', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'old') }),
      },
      {
        told: 'deleted and made again before anybody looked',
        act: async (stage, cast) => {
          await deleteClassic(stage, who(cast, 'old'));
          cast['new'] = await createClassic(stage, 'web', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'new') }),
      },
      { told: 'gone', act: (stage, cast) => deleteClassic(stage, who(cast, 'new')), zone: () => ({}) },
    ],
  },
  {
    name: 'an Istio Gateway serves one name and not the other',
    steps: [
      {
        told: 'the served one is published once the Service shows its load balancer',
        act: async (stage, cast) => {
          const tags = {
            'elbv2.k8s.aws/cluster': 'demo',
            'service.k8s.aws/stack': 'istio/gateway',
            'service.k8s.aws/resource': 'LoadBalancer',
          };
          cast['mesh'] = await createV2(stage, 'mesh', 'a.example.com b.other.example.com', {
            Type: 'network',
            tags,
          });
          stage.surveyOf = meshWith(cast, [['*/a.example.com']]);
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'mesh') }),
      },
      {
        told: 'the cluster loses its Gateways altogether, kind and all: what stands stays',
        act: (stage, cast) => resurvey(stage, meshWith(cast, undefined)),
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'mesh') }),
      },
      {
        told: 'the Gateway is back and serves the other one: that one comes, the first leaves',
        act: (stage, cast) => resurvey(stage, meshWith(cast, [['*.other.example.com']])),
        zone: (cast) => ({ 'b.other.example.com A': dns(cast, 'mesh') }),
      },
      {
        told: 'no Gateway is left: nothing declares hosts, and that is no pass',
        act: (stage, cast) => resurvey(stage, meshWith(cast, [])),
        zone: () => ({}),
      },
    ],
  },
];
