import { createV2, deleteV2, tagV2, untagV2 } from './actions.ts';
import { operate } from './operate.ts';
import type { Stage } from './stage.ts';
import type { Cast, Story } from './stories.ts';

const dns = (cast: Cast, name: string): string => cast[name]?.dnsName ?? '';
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };

const MINUTE = 60_000;
/** The next look of a freeze is in it, and the second look that a withdrawal needs. */
const WHILE = 11 * MINUTE;

const ZONE = { zone: 'ZPUBLIC' };
const NAME = { ...ZONE, name: 'a.example.com' };

const freeze = (stage: Stage, scope: unknown, minutes = 24 * 60) =>
  operate(stage, { command: 'freeze', scope, minutes, reason: 'migration' });
const unfreeze = (stage: Stage, scope: unknown) => operate(stage, { command: 'unfreeze', scope });

/** Whatever happens while something is frozen, nothing of it changes; at its end, all that was held back follows. */
export const freezeStories: readonly Story[] = [
  {
    name: 'a zone is frozen while its load balancers change',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'as it was',
        act: async (stage, cast) => {
          cast['web'] = await createV2(stage, 'web', 'a.example.com b.example.com');
          cast['old'] = await createV2(stage, 'old', 'c.example.com');
        },
        zone: (cast) => ({
          'a.example.com A': dns(cast, 'web'),
          'b.example.com A': dns(cast, 'web'),
          'c.example.com A': dns(cast, 'old'),
        }),
      },
      {
        told: 'frozen: names come, go and are deleted, and nothing is written',
        lasting: WHILE,
        act: async (stage, cast) => {
          await freeze(stage, ZONE);
          await tagV2(stage, who(cast, 'web'), { 'signpost/hostname': 'a.example.com d.example.com' });
          await deleteV2(stage, who(cast, 'old'));
        },
        zone: (cast) => ({
          'a.example.com A': dns(cast, 'web'),
          'b.example.com A': dns(cast, 'web'),
          'c.example.com A': dns(cast, 'old'),
        }),
      },
      {
        told: 'unfrozen: all of it follows',
        act: async (stage) => {
          await unfreeze(stage, ZONE);
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web'), 'd.example.com A': dns(cast, 'web') }),
      },
    ],
  },
  {
    name: 'a name is frozen while it is handed over, its neighbours go on',
    noGap: ['a.example.com'],
    steps: [
      {
        told: 'as it was',
        act: async (stage, cast) => {
          cast['old'] = await createV2(stage, 'old', 'a.example.com b.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'old'), 'b.example.com A': dns(cast, 'old') }),
      },
      {
        told: 'frozen: the record of a load balancer that is gone stays, though another asks for it',
        lasting: WHILE,
        act: async (stage, cast) => {
          await freeze(stage, NAME);
          cast['new'] = await createV2(stage, 'new', 'a.example.com c.example.com');
          await deleteV2(stage, who(cast, 'old'));
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'old'), 'c.example.com A': dns(cast, 'new') }),
      },
      {
        told: 'unfrozen: it is handed over',
        act: async (stage) => {
          await unfreeze(stage, NAME);
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'new'), 'c.example.com A': dns(cast, 'new') }),
      },
    ],
  },
  {
    name: 'the stack is frozen, and the freeze ends by itself',
    steps: [
      {
        told: 'as it was',
        act: async (stage, cast) => {
          cast['web'] = await createV2(stage, 'web', 'a.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web') }),
      },
      {
        told: 'frozen for an hour',
        lasting: WHILE,
        act: async (stage, cast) => {
          await freeze(stage, 'stack', 60);
          await untagV2(stage, who(cast, 'web'));
          cast['next'] = await createV2(stage, 'next', 'b.example.com');
        },
        zone: (cast) => ({ 'a.example.com A': dns(cast, 'web') }),
      },
      {
        told: 'the hour is over',
        act: async () => undefined,
        zone: (cast) => ({ 'b.example.com A': dns(cast, 'next') }),
      },
    ],
  },
];
