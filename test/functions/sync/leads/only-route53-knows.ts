import { ChangeResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { deleteV2, foreign, plainA, tagV2, untagV2 } from '../../../stage/actions.ts';
import { drain } from '../../../stage/drain.ts';
import type { Stage } from '../../../stage/stage.ts';
import type { Route53Options } from '../../../world/route53/world.ts';
import { APP, type Lead, make, type Tags, tagged } from './lead.ts';
import { CHECK } from './routing.ts';

/** What no reader can know before it is sent. */
export interface Known {
  /** Why nobody can. */
  readonly because: string;
  readonly limits?: Omit<Route53Options, 'clock'>;
  /** Answers with what makes it right, where anything does. */
  readonly meet: (stage: Stage) => Promise<(() => Promise<unknown>) | undefined>;
  /** What somebody else does right before the first batch. */
  readonly meanwhile?: (stage: Stage) => Promise<unknown>;
  readonly told: Lead['told'];
  /** So many batches are refused at most before all others have gone on; one unless told otherwise. */
  readonly refusals?: number;
  /** Afterwards. */
  readonly cured?: Lead['told'];
}

const SERVICES =
  'which hosted zones AWS services have, and which names lie in them, no API tells and no list is complete';
const OTHERS = 'a name is decided by itself: nothing is read of the others';
const COMPARED = 'a withdrawal of what stands reads nothing: Route 53 compares';
const TARGET = { target: 'one-1.us-east-1.elb.amazonaws.com', 'target-zone-id': 'Z35SXDOTRQ7X7K' };
const PUBLISHED = [[`${APP} published`]];

const wrongTarget = (tags: Tags): Known => ({
  because: SERVICES,
  meet: async (stage) => {
    const web = await make(stage, 'web', tags);
    return () => tagV2(stage, web, tagged(TARGET));
  },
  told: [
    [
      `${APP} quarantined: Route 53 refuses it: Tried to create an alias that targets ${tags['target']}.`,
      'but the alias target name does not lie within the target zone',
    ],
  ],
  cured: PUBLISHED,
});

const loop = (tags: Tags): Known => ({
  because: OTHERS,
  meet: async (stage) => {
    const other = await make(stage, 'other', { ...tags, hostname: 'b.example.com', target: APP });
    await drain(stage);
    await make(stage, 'web', { ...tags, target: 'b.example.com' });
    return () => untagV2(stage, other, 'signpost/target');
  },
  told: [
    ['b.example.com published'],
    [`${APP} quarantined: Route 53 refuses it: RRSet of type CNAME with DNS name ${APP}.`, 'alias loop'],
  ],
  cured: PUBLISHED,
});

/** What Signpost published is no longer as it was when its load balancer goes. */
const changedBySomebody = (tags: Tags, theirs: (ours: ResourceRecordSet) => ResourceRecordSet[]): Known => ({
  because: COMPARED,
  meet: async (stage) => {
    const web = await make(stage, 'web', tags);
    await drain(stage);
    const ours = stage.route53.records('ZPUBLIC').find(({ Name }) => Name === `${APP}.`);
    if (ours === undefined) throw new Error('Nothing was published');
    await foreign(stage, 'DELETE', ours);
    for (const set of theirs(ours)) await foreign(stage, 'CREATE', set);
    await deleteV2(stage, web);
    return undefined;
  },
  told: [[`${APP} left: nothing of it stands any more`, 'the load balancer is gone']],
});

/** Somebody else's batch, in the name of the same account. */
const spend = (stage: Stage, count: number, zoneId: string) => {
  const sets = Array.from({ length: count }, (_, index) => plainA(`n${index}.sub.example.com`));
  const Changes = sets.map((ResourceRecordSet) => ({ Action: 'CREATE' as const, ResourceRecordSet }));
  return stage.zone.send(
    new ChangeResourceRecordSetsCommand({ HostedZoneId: zoneId, ChangeBatch: { Changes } }),
  );
};

/** By id of the answers, or called so where it hangs on more than a batch. */
export const onlyRoute53Knows: Readonly<Record<string, Known>> = {
  'an alias to an unknown zone': wrongTarget({ target: 'api.example.net', 'target-zone-id': 'ZNOPE' }),
  "an alias to another kind's zone": wrongTarget({ ...TARGET, 'target-zone-id': 'Z26RNL4JYFTOTI' }),
  'a health check that is not there': {
    because: 'a health check can go at any time, and may be one of another account',
    meet: async (stage) => {
      await make(stage, 'web', { weight: '1', 'health-check-id': CHECK });
      return async () => stage.route53.healthChecks.create({ id: CHECK });
    },
    told: [[`${APP} quarantined: Route 53 refuses it: A health check with id ${CHECK} does not exist.`]],
    cured: PUBLISHED,
  },
  'two CNAMEs to each other': loop({ 'record-type': 'cname' }),
  'a loop of routed CNAMEs': loop({ 'record-type': 'cname', weight: '1' }),
  'DELETE of what does not': changedBySomebody({}, () => []),
  'DELETE with another value': changedBySomebody({}, () => [plainA(APP)]),
  'DELETE with another TTL': changedBySomebody({ 'record-type': 'cname' }, (ours) => [{ ...ours, TTL: 1 }]),
  'DELETE of an alias with other EvaluateTargetHealth': changedBySomebody({}, (ours) => [
    { ...ours, AliasTarget: ours.AliasTarget && { ...ours.AliasTarget, EvaluateTargetHealth: false } },
  ]),

  'a name that somebody else takes after it was read': {
    because: 'between a read and a change there is always a moment',
    meet: async (stage) => {
      await make(stage, 'web');
      return () => foreign(stage, 'DELETE', plainA(APP));
    },
    meanwhile: (stage) => foreign(stage, 'CREATE', plainA(APP)),
    told: [[`${APP} refused: published by another: A 192.0.2.1`, 'remove that record']],
    cured: PUBLISHED,
  },
  'a zone that is full': {
    because: 'how many sets a zone may hold is a quota of its owner, and nobody counts them',
    limits: { recordsPerZone: 4 },
    meet: async (stage) => {
      await foreign(stage, 'CREATE', plainA('theirs.example.com'));
      await make(stage, 'web', { hostname: 'z.example.com' });
      return () => foreign(stage, 'DELETE', plainA('theirs.example.com'));
    },
    told: [
      ['z.example.com quarantined: Route 53 refuses it: Exceeded limit MAX_RRSETS_BY_ZONE for zone: ZPUBLIC'],
    ],
    refusals: 2,
    cured: [['z.example.com published']],
  },
  'more changes than the account may make': {
    because: 'everybody in the account draws on the same buckets',
    limits: { quotas: true, busyMilliseconds: 0 },
    meet: async (stage) => {
      await make(stage, 'web');
      return undefined;
    },
    meanwhile: async (stage) => {
      await spend(stage, 1_000, 'ZSUB');
      await spend(stage, 499, 'ZPRIVATE');
    },
    told: PUBLISHED,
    refusals: 3,
  },
  'a zone that is still at work': {
    because: 'others change the zone, too',
    limits: { quotas: true, busyMilliseconds: 2_000 },
    meet: async (stage) => {
      await make(stage, 'web');
      return undefined;
    },
    meanwhile: (stage) => foreign(stage, 'CREATE', plainA('theirs.example.com')),
    told: PUBLISHED,
    refusals: 3,
  },
};
