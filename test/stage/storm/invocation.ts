import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { handle } from '../../../functions/sync/handle.ts';
import type { Message } from '../../../functions/sync/messages.ts';
import type { HintToSend, Ports, Run } from '../../../functions/sync/ports.ts';
import { HINTS } from '../../../infra/signpost/timing.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Operations } from '../../world/caller.ts';
import { awsPorts } from '../aws-ports.ts';
import { type Account, CALLER } from './account.ts';
import { slowClient, WAYS, type Way } from './slow-client.ts';

/** When an invocation is killed: once its tokens are booked, or while a batch of it is on its way. */
export type Kill = 'booked' | 'sending';

/** Milliseconds after that, at the most. */
const DIES_WITHIN = { booked: 300, sending: 900 } as const;
/** How many milliseconds clocks of instances are off, one way or the other. */
const APART = 240;

export interface Deployed {
  readonly account: Account;
  readonly settings: Settings;
  readonly table: string;
  readonly newId: () => string;
  readonly put: (hint: HintToSend) => void;
  /** Kills that wait for an invocation, and those that met one. */
  readonly kills: Kill[];
  readonly deaths: (Kill | 'too late')[];
  /** Why messages were given up. */
  readonly deadLetters: string[];
}

/** One invocation of the function: the messages that come back, or that it died. What it had sent arrives all the same. */
export async function invoke(
  { account, settings, table, newId, put, kills, deaths, deadLetters }: Deployed,
  batch: readonly Message[],
): Promise<readonly Message[] | 'dead'> {
  const { clock, chance, dynamodb, elb, front } = account;
  let state: 'lives' | 'doomed' | 'dead' | 'over' = 'lives';
  let tell: (result: 'dead') => void = () => undefined;
  const death = new Promise<'dead'>((resolve) => {
    tell = resolve;
  });
  const dieOf = (reason: Kill | 'too late') => {
    state = 'dead';
    deaths.push(reason);
    tell('dead');
  };
  const meet = async (kill: Kill) => {
    const at = state === 'lives' && chance(3) === 0 ? kills.indexOf(kill) : -1;
    if (at < 0) return;
    state = 'doomed';
    kills.splice(at, 1);
    await clock.sleep(chance(DIES_WITHIN[kill]));
    // Who was faster leaves it to another.
    if (state === 'doomed') dieOf(kill);
    else kills.push(kill);
  };

  const ahead = chance(2 * APART) - APART;
  const now = () => clock.now() + ahead;
  const timeout = HINTS.timeout.toMilliseconds();
  const end = clock.now() + timeout;
  const pause = (milliseconds: number) => clock.sleep(milliseconds * (0.5 + chance(1000) / 1000));
  const clientOf = <Client>(operations: Operations, way: Way) =>
    slowClient<Client>(account, operations, way, () => state !== 'dead');
  const clients = {
    table: clientOf<DynamoDBDocumentClient>(dynamodb.operations, WAYS.dynamodb),
    elb: {
      v2: clientOf<ElasticLoadBalancingV2Client>(elb.v2, WAYS.elb),
      classic: clientOf<ElasticLoadBalancingClient>(elb.classic, WAYS.elb),
    },
    route53: () => clientOf<Route53Client>(front, WAYS.route53),
  };
  const aws = awsPorts(clients, table, CALLER, settings, { now, newId, pause });
  const ports: Ports = {
    ...aws,
    readSurvey: async () => undefined,
    bookTokens: async (zone, changes, ...rest) => {
      const booking = await aws.bookTokens(zone, changes, ...rest);
      if (changes.some((each) => each > 0) && booking.from.length > 0) void meet('booked');
      return booking;
    },
    applyChanges: (...input) => {
      void meet('sending');
      return aws.applyChanges(...input);
    },
    writeHints: async (hints) => hints.forEach(put),
    writeSurveyAsk: async () => undefined,
  };
  const run: Run = {
    now,
    newId,
    pause,
    remaining: () => end - clock.now(),
    requestId: newId(),
    tellDecision: () => undefined,
    tellIgnoredTag: () => undefined,
    tellBatch: () => undefined,
    tellBrake: () => undefined,
    tellFind: () => undefined,
    tellDrift: () => undefined,
  };
  const back = {
    later: async () => undefined,
    deadLetter: async (_: unknown, reason: string) => {
      deadLetters.push(reason);
    },
  };
  clock.sleep(timeout).then(() => {
    if (state === 'lives' || state === 'doomed') dieOf('too late');
  });
  const context = { region: CALLER.region, settings };
  const result = await Promise.race([
    handle(batch, ports, back, run, context, { warn: () => undefined }),
    death,
  ]);
  if (result !== 'dead') state = 'over';
  return result;
}
