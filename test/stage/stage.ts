import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type {
  BrakeLine,
  DecisionLine,
  DriftLine,
  FindLine,
  HintToSend,
  Ports,
  Run,
} from '../../functions/sync/ports.ts';
import type { QueuedHint } from '../../functions/sync/work.ts';
import { ELB_CALLS } from '../../shared/events/elb-calls.ts';
import type { Hint } from '../../shared/events/hint.ts';
import { parseMessage } from '../../shared/events/parse-message.ts';
import { listLastLooks, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Survey, SurveyAsk } from '../../shared/surveys/survey.ts';
import { worldClient } from '../world/client.ts';
import { manualClock } from '../world/clock.ts';
import { createDynamoDB } from '../world/dynamodb/world.ts';
import { createLoadBalancers, type EmittedEvent } from '../world/load-balancers/world.ts';
import { createRoute53, type Route53Options } from '../world/route53/world.ts';
import { awsPorts } from './aws-ports.ts';
import { surveyed } from './surveyed.ts';

export const CALLER = { account: '000000000000', region: 'us-east-1' };
export const TABLE = 'ledger';

const LISTENED = new Set(Object.values(ELB_CALLS).flatMap((calls) => Object.keys(calls)));
/** Calls that the event rules leave to the sweep, as those on target groups. */
const isListenedTo = ({ source, detail }: EmittedEvent, heard: Heard) =>
  source === 'aws.tag'
    ? heard === 'tags' && detail['resource-type'] === 'loadbalancer'
    : heard === 'calls' && LISTENED.has(String(detail['eventName']));

/** Which events come: of calls, of tags where no trail is, or none. Of a tag one of the two is enough. */
export type Heard = 'calls' | 'tags' | 'nothing';

/** A message on the stage's queue. */
export interface Queued extends QueuedHint {
  readonly readyAt: number;
  /** Its invocation died or failed. */
  readonly isBack?: true;
}

export type Stage = ReturnType<typeof createStage>;

/**
 * The real ports of sync over the in-memory world, with a clock that stands still, and the queue as a list. Events of
 * the load balancers become hints as the rules and the parser make them.
 */
export function createStage(changed: Partial<Settings> = {}, limits: Omit<Route53Options, 'clock'> = {}) {
  const settings: { -readonly [Key in keyof Settings]: Settings[Key] } = {
    name: 'stage',
    policy: 'sync',
    tagPrefix: 'signpost',
    zones: [
      { id: 'ZPUBLIC', name: 'example.com', private: false },
      { id: 'ZSUB', name: 'sub.example.com', private: false },
      { id: 'ZPRIVATE', name: 'example.com', private: true },
    ],
    clusters: [{ name: 'demo' }],
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
    brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
    // More than anything takes: a test that is about the quota gives its own.
    quota: {
      requests: { perSecond: 1000, burst: 100_000 },
      changes: { perSecond: 1000, burst: 100_000 },
    },
    ...changed,
  };
  const clock = manualClock();
  const queue: Queued[] = [];
  const asks: SurveyAsk[] = [];
  const surveys = new Map<string, Survey>();
  /** What the rules took, as the archive keeps it. */
  const archived: EmittedEvent[] = [];
  const decisions: DecisionLine[] = [];
  /** Of the batches sent, in order. */
  const comments: string[] = [];
  const brakes: BrakeLine[] = [];
  const finds: FindLine[] = [];
  const drifts: DriftLine[] = [];
  const route53 = createRoute53({ clock: clock.now, ...limits });
  for (const { id, name, private: isPrivate } of settings.zones)
    route53.createZone({ id, name, private: isPrivate, ...(isPrivate && { vpc: 'vpc-sandbox' }) });
  const dynamodb = createDynamoDB({ clock: clock.now });
  dynamodb.createTable({ name: TABLE, ttlAttribute: 'expires' });
  const put = (hint: Hint, delaySeconds = 0) =>
    queue.push({ hint, queuedAt: clock.now(), readyAt: clock.now() + 1000 * delaySeconds });
  const deliver = (event: EmittedEvent & { readonly 'replay-name'?: string }) => {
    const place = { region: CALLER.region, tagPrefix: 'signpost' };
    for (const hint of parseMessage(JSON.stringify(event), place)) put(hint);
  };
  const events: { heard: Heard; taggingLag: number } = { heard: 'calls', taggingLag: 0 };
  const elb = createLoadBalancers({
    clock: clock.now,
    taggingLag: () => events.taggingLag,
    emit: (event) => {
      if (!isListenedTo(event, events.heard)) return;
      archived.push(event);
      deliver(event);
    },
  });
  const pause = async (milliseconds: number) => clock.advance(milliseconds);
  const table = worldClient<DynamoDBDocumentClient>(dynamodb.operations, CALLER);
  const zones = () => worldClient<Route53Client>(route53.operations, CALLER);
  const elbClients = {
    v2: worldClient<ElasticLoadBalancingV2Client>(elb.v2, CALLER),
    classic: worldClient<ElasticLoadBalancingClient>(elb.classic, CALLER),
  };
  const tagging = worldClient<ResourceGroupsTaggingAPIClient>(elb.tagging, CALLER);
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const clients = { table, elb: elbClients, route53: zones };
  const aws = awsPorts(clients, TABLE, CALLER, settings, { now: clock.now, newId, pause });
  const ports: Ports = {
    ...aws,
    readSurvey: async (cluster) => surveys.get(cluster),
    applyChanges: async (zone, batch, comment) => {
      comments.push(comment);
      return aws.applyChanges(zone, batch, comment);
    },
    writeHints: async (hints: readonly HintToSend[]) => {
      for (const { hint, delaySeconds } of hints) put(hint, delaySeconds);
    },
    writeSurveyAsk: async (ask) => {
      asks.push(ask);
    },
  };
  const run: Run = {
    now: clock.now,
    newId,
    pause,
    remaining: () => 120_000,
    requestId: 'request',
    tellDecision: (line) => decisions.push(line),
    tellIgnoredTag: () => undefined,
    tellBatch: () => undefined,
    tellBrake: (line) => brakes.push(line),
    tellFind: (line) => finds.push(line),
    tellDrift: (line) => drifts.push(line),
  };
  return {
    settings,
    clock,
    queue,
    asks,
    surveys,
    decisions,
    comments,
    brakes,
    finds,
    drifts,
    route53,
    dynamodb,
    table,
    elb: elbClients,
    tagging,
    ports,
    run,
    put,
    archived,
    /** What a rule does with an event of the bus. */
    deliver,
    listAllLoadBalancers: listAllLoadBalancers(elbClients, CALLER.region),
    listLedgerRows: listLedgerRows(table, TABLE),
    listLastLooks: listLastLooks(table, TABLE),
    listTaggedLoadBalancers: listTaggedLoadBalancers(tagging),
    /** A test says which are lost, and how many milliseconds the tagging API is behind. */
    events,
    zone: zones(),
    /** What a survey of the cluster that begins at this time finds; a test sets it. */
    surveyOf: (cluster: string, startedAt: number): Survey =>
      surveyed({ cluster, startedAt, services: [], istioGateways: [] }),
    /** Who answers asks for surveys, in place of `surveyOf`. */
    answerAsks: undefined as ((asks: readonly SurveyAsk[]) => Promise<void>) | undefined,
  };
}
