import { createV2, foreign, setAddressType } from './actions.ts';
import type { Stage } from './stage.ts';
import type { Cast, Story } from './stories.ts';

const dns = (cast: Cast, name: string): string => cast[name]?.dnsName ?? '';
const who = (cast: Cast, name: string) => cast[name] ?? { arn: '', dnsName: '' };

/** The next sweep reads anew what the one before it had read. */
const NEXT_SWEEP = 30 * 60_000;

/** Somebody delegates a name of the zone, or takes that back. */
export const delegate = (stage: Stage, action: 'CREATE' | 'DELETE', name: string, zoneId?: string) =>
  foreign(
    stage,
    action,
    {
      Name: name,
      Type: 'NS',
      TTL: 300,
      ResourceRecords: ['ns-2.example.net.', 'ns-1.example.net.'].map((Value) => ({ Value })),
    },
    zoneId,
  );

/** Names that the zone sends elsewhere: nothing new is written there, what stands stays, all follows when it ends. */
export const delegationStories: readonly Story[] = [
  {
    name: 'a name below a delegated one, which is taken back',
    steps: [
      {
        told: 'delegated before: the name is refused, its neighbour beside it is not',
        act: async (stage, cast) => {
          await delegate(stage, 'CREATE', 'team.example.com');
          cast['web'] = await createV2(
            stage,
            'web',
            'a.team.example.com +.team.example.com a.other.example.com',
          );
        },
        zone: (cast) => ({ 'a.other.example.com A': dns(cast, 'web') }),
      },
      {
        told: 'taken back: the sweep finds it',
        act: async (stage) => {
          await delegate(stage, 'DELETE', 'team.example.com');
        },
        zone: (cast) => ({
          'a.other.example.com A': dns(cast, 'web'),
          '*.team.example.com A': dns(cast, 'web'),
          'a.team.example.com A': dns(cast, 'web'),
        }),
      },
    ],
  },
  {
    name: 'a delegation that comes after the records',
    noGap: ['a.team.example.com', 'b.team.example.com'],
    steps: [
      {
        told: 'as it was',
        act: async (stage, cast) => {
          cast['web'] = await createV2(stage, 'web', 'a.team.example.com b.team.example.com', {
            Type: 'network',
          });
        },
        zone: (cast) => ({
          'a.team.example.com A': dns(cast, 'web'),
          'b.team.example.com A': dns(cast, 'web'),
        }),
      },
      {
        told: 'delegated: what stands stays',
        act: async (stage) => {
          await delegate(stage, 'CREATE', 'team.example.com');
          stage.clock.advance(NEXT_SWEEP);
        },
        zone: (cast) => ({
          'a.team.example.com A': dns(cast, 'web'),
          'b.team.example.com A': dns(cast, 'web'),
        }),
      },
      {
        told: 'nothing new is written: no name, and no type beside what stands',
        act: async (stage, cast) => {
          cast['new'] = await createV2(stage, 'new', 'c.team.example.com d.example.com');
          await setAddressType(stage, who(cast, 'web'), 'dualstack');
        },
        zone: (cast) => ({
          'd.example.com A': dns(cast, 'new'),
          'a.team.example.com A': dns(cast, 'web'),
          'b.team.example.com A': dns(cast, 'web'),
        }),
      },
      {
        told: 'taken back: all of it follows',
        act: async (stage) => {
          await delegate(stage, 'DELETE', 'team.example.com');
          stage.clock.advance(NEXT_SWEEP);
        },
        zone: (cast) => ({
          'd.example.com A': dns(cast, 'new'),
          'a.team.example.com A': dns(cast, 'web'),
          'a.team.example.com AAAA': dns(cast, 'web'),
          'b.team.example.com A': dns(cast, 'web'),
          'b.team.example.com AAAA': dns(cast, 'web'),
          'c.team.example.com A': dns(cast, 'new'),
        }),
      },
    ],
  },
];
