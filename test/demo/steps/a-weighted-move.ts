import { untilDecided } from '../decisions.ts';
import { addTags, createNlb, HOSTNAME, type LoadBalancer, type Tags } from '../load-balancers.ts';
import { aliasesTo, recordsAt, sayAll, untilRecords, untilReplaced } from '../records.ts';
import { untilSettled } from '../settled.ts';
import type { Stage } from '../stage.ts';
import type { Step } from '../step.ts';
import { readSyncLog } from '../sync-log.ts';
import { seconds } from '../table.ts';
import { NotAsTold } from '../until.ts';

const SHARED = 'demo-shared';
const NEXT = 'demo-next';
const HOST = 'cart.example.com';
const NEIGHBOUR = 'docs.example.com';

const OF_SHARED: Tags = {
  [HOSTNAME]: NEIGHBOUR,
  [`${HOSTNAME}.cart`]: HOST,
  'signpost/weight.cart': '100',
};
const OF_NEXT: Tags = { [HOSTNAME]: HOST, 'signpost/weight': '0' };

interface Move {
  readonly on: LoadBalancer;
  readonly tags: Tags;
  readonly old: readonly string[];
  readonly wanted: readonly string[];
  readonly told: string;
}

export const aWeightedMove: Step = {
  title: 'One of two names of a network load balancer moves to another by weight; its neighbour stays',
  about: [SHARED, NEXT, HOST, NEIGHBOUR],
  play: async (stage) => {
    const zone = stage.zone('example.com');
    const created = Date.now();
    const shared = await createNlb(stage, SHARED, OF_SHARED);
    stage.tell(`CreateLoadBalancer ${SHARED}: ${spell(OF_SHARED)}`);
    const next = await createNlb(stage, NEXT, OF_NEXT);
    stage.tell(`CreateLoadBalancer ${NEXT}: ${spell(OF_NEXT)}`);
    const weights = (one: number, other: number) =>
      [...aliasesTo(shared, ['A'], one), ...aliasesTo(next, ['A'], other)].sort();
    const took = await untilRecords(stage, zone, HOST, weights(100, 0), created);
    await untilRecords(stage, zone, NEIGHBOUR, aliasesTo(shared), created);
    stage.tell(`${HOST}: ${sayWeights(100, 0)}, ${seconds(took)} after the first call`);
    // So that the log tells this batch from those of the move.
    await untilDecided(stage, HOST, next, 'published', created);
    const calls = await stage.lap();
    const row = { zone: zone.name, took };
    stage.rows.push({ ...row, hostname: NEIGHBOUR, target: `A ${shared.dnsName}`, calls });
    stage.rows.push({ ...row, hostname: HOST, target: sayWeights(100, 0) });

    const from = Date.now();
    await move(stage, {
      on: next,
      tags: { 'signpost/weight': '100' },
      old: weights(100, 0),
      wanted: weights(100, 100),
      told: sayWeights(100, 100),
    });
    await move(stage, {
      on: shared,
      tags: { 'signpost/weight.cart': '0' },
      old: weights(100, 100),
      wanted: weights(0, 100),
      told: sayWeights(0, 100),
    });
    await neighbourUntouched(stage, aliasesTo(shared), from);
  },
};

async function move(stage: Stage, { on, tags, old, wanted, told }: Move): Promise<void> {
  const zone = stage.zone('example.com');
  const from = Date.now();
  await addTags(stage, on, tags);
  stage.tell(`AddTags ${on.name}: ${spell(tags)}`);
  const { took, looks } = await untilReplaced(stage, zone, HOST, { old, wanted }, from);
  await untilSettled(stage, HOST, from, 1);
  stage.tell(`${HOST}: ${told}, ${seconds(took)} after the call; at ${looks} looks never missing, one batch`);
  stage.rows.push({ hostname: HOST, zone: zone.name, target: told, took, calls: await stage.lap() });
}

async function neighbourUntouched(stage: Stage, records: readonly string[], from: number): Promise<void> {
  const found = await recordsAt(stage, stage.zone('example.com'), NEIGHBOUR);
  if (sayAll(found) !== sayAll(records)) throw new NotAsTold(`${NEIGHBOUR} as it was`, sayAll(found));
  const { batches } = await readSyncLog(stage, from);
  const touching = batches.filter(({ hostnames }) => hostnames.includes(NEIGHBOUR));
  if (touching.length > 0) throw new NotAsTold(`no batch for ${NEIGHBOUR}`, JSON.stringify(touching));
  stage.tell(`${NEIGHBOUR}: as it was; sync's log: in no batch of the move`);
}

function sayWeights(shared: number, next: number): string {
  return `A by weight, ${SHARED} ${shared} and ${NEXT} ${next}`;
}

function spell(tags: Tags): string {
  return Object.entries(tags)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ');
}
