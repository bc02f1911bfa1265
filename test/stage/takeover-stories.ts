import { createV2, deleteV2, putBehindV2, tagV2, untagV2 } from './actions.ts';
import type { Cast, Story } from './stories.ts';

const HOST = 'a.example.com';

const at = (cast: Cast, name: string) => ({ [`${HOST} A`]: cast[name]?.dnsName ?? '' });
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };

/** Tags of one Ingress, whose load balancers replace each other. */
const ofLine = (name: string) => ({
  'elbv2.k8s.aws/cluster': 'demo',
  'ingress.k8s.aws/stack': name,
  'ingress.k8s.aws/resource': 'LoadBalancer',
});

/** A living holder gives way to whoever comes first and is ready, and to nobody else. */
export const takeoverStories: readonly Story[] = [
  {
    name: 'a stand-in gives the name back to its line',
    noGap: [HOST],
    steps: [
      {
        told: 'one holds it, one of another line waits',
        act: async (stage, cast) => {
          // The lines are what this is about, not what its cluster says.
          stage.settings.clusters = [{ name: 'demo', match: 'off' }];
          cast['old'] = await createV2(stage, 'old', HOST, { tags: ofLine('a') });
          stage.clock.advance(1000);
          cast['other'] = await createV2(stage, 'other', HOST, { tags: ofLine('b') });
        },
        zone: (cast) => at(cast, 'old'),
      },
      {
        told: 'the holder is gone: the other stands in',
        act: (stage, cast) => deleteV2(stage, who(cast, 'old')),
        zone: (cast) => at(cast, 'other'),
      },
      {
        told: 'made anew, and ready: it has its name back',
        act: async (stage, cast) => {
          cast['new'] = await createV2(stage, 'new', HOST, { tags: ofLine('a') });
          await putBehindV2(stage, who(cast, 'new'));
        },
        zone: (cast) => at(cast, 'new'),
      },
    ],
  },
  {
    name: 'a name is moved by priority, and back',
    noGap: [HOST],
    steps: [
      {
        told: 'two ask for it, both could serve: the older has it',
        act: async (stage, cast) => {
          cast['blue'] = await createV2(stage, 'blue', HOST);
          await putBehindV2(stage, who(cast, 'blue'));
          stage.clock.advance(1000);
          cast['green'] = await createV2(stage, 'green', HOST);
          await putBehindV2(stage, who(cast, 'green'));
        },
        zone: (cast) => at(cast, 'blue'),
      },
      {
        told: 'the other is given a priority',
        act: (stage, cast) => tagV2(stage, who(cast, 'green'), { 'signpost/priority': '1' }),
        zone: (cast) => at(cast, 'green'),
      },
      {
        told: 'which it loses: the line that the name is of has it again',
        act: (stage, cast) => untagV2(stage, who(cast, 'green'), 'signpost/priority'),
        zone: (cast) => at(cast, 'blue'),
      },
    ],
  },
];
