import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { handle } from '../../../functions/sync/handle.ts';
import type { Message } from '../../../functions/sync/messages.ts';
import type { HintToSend, Ports, Run } from '../../../functions/sync/ports.ts';
import { HINTS } from '../../../infra/signpost/timing.ts';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import { pauseOf } from '../../../shared/events/write-back.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Operations } from '../../world/caller.ts';
import { awsPorts } from '../aws-ports.ts';
import { type Account, CALLER } from './account.ts';
import { slowClient, WAYS, type Way } from './slow-client.ts';

type Queued = Message & { readonly readyAt: number };

/** When an invocation is killed: once its tokens are booked, or while a batch of it is on its way. */
export type Kill = 'booked' | 'sending';

export type Stack = ReturnType<typeof createStack>;

/** How many milliseconds clocks of instances are off, one way or the other. */
const APART = 240;
const COLD_START = 2_500;

/** A deployed stack with a ledger and a queue of its own, worked off by as many invocations as may run at once. */
export function createStack(
  account: Account,
  settings: Settings,
  kills: Kill[],
  batchSize = HINTS.batchSize,
) {
  const { clock, chance, dynamodb } = account;
  const table = `${settings.name}-ledger`;
  dynamodb.createTable({ name: table, ttlAttribute: 'expires' });
  const queue: Queued[] = [];
  const stats = { invocations: 0, killed: 0, running: 0, receives: 0, booked: 0 };
  let ids = 0;
  const newId = () => `${settings.name}-${++ids}`;
  const put = ({ hint, delaySeconds = 0 }: HintToSend) => {
    const now = clock.now();
    const base = {
      messageId: newId(),
      receiptHandle: '',
      body: encodeHint(hint),
      queuedAt: now,
      receives: 0,
    };
    queue.push({ ...base, readyAt: now + 1000 * delaySeconds });
  };

  async function invoke(batch: readonly Queued[]): Promise<void> {
    stats.invocations += 1;
    stats.running += 1;
    let isAlive = true;
    let die: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => {
      die = () => {
        isAlive = false;
        resolve('killed');
      };
    });
    const ahead = chance(2 * APART) - APART;
    const now = () => clock.now() + ahead;
    const end = clock.now() + HINTS.timeout.toMilliseconds();
    const pause = (milliseconds: number) => clock.sleep(milliseconds * (0.5 + chance(1000) / 1000));
    const clientOf = <Client>(operations: Operations, way: Way) =>
      slowClient<Client>(account, operations, way, () => isAlive);
    const elb = {
      v2: clientOf<ElasticLoadBalancingV2Client>(account.elb.v2, WAYS.elb),
      classic: clientOf<ElasticLoadBalancingClient>(account.elb.classic, WAYS.elb),
    };
    const rows = clientOf<DynamoDBDocumentClient>(dynamodb.operations, WAYS.dynamodb);
    const route53 = () => clientOf<Route53Client>(account.front, WAYS.route53);
    const aws = awsPorts({ table: rows, elb, route53 }, table, CALLER, settings, { now, newId, pause });
    const killAt = (kill: Kill, after: number) => {
      const at = chance(3) === 0 ? kills.indexOf(kill) : -1;
      if (at < 0) return;
      kills.splice(at, 1);
      clock.sleep(chance(after)).then(die);
    };
    const ports: Ports = {
      ...aws,
      readSurvey: async () => undefined,
      bookTokens: async (zone, changes, limits) => {
        const booking = await aws.bookTokens(zone, changes, limits);
        stats.booked += changes.slice(0, booking.from.length).reduce((sum, each) => sum + each, 0);
        if (changes.some((each) => each > 0) && booking.from.length > 0) killAt('booked', 500);
        return booking;
      },
      applyChanges: (...input) => {
        killAt('sending', 900);
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
    };
    const back = {
      later: async () => undefined,
      deadLetter: async () => {
        throw new Error('A message could not be read');
      },
    };
    const context = { region: CALLER.region, settings };
    const result = await Promise.race([
      handle(batch, ports, back, run, context, { warn: () => undefined }),
      killed,
      clock.sleep(HINTS.timeout.toMilliseconds()).then(() => 'killed' as const),
    ]);
    stats.running -= 1;
    if (result !== 'killed') {
      for (const message of result) {
        const readyAt = clock.now() + 1000 * pauseOf(message, chance(1000) / 1000);
        queue.push({ ...message, readyAt });
      }
      return;
    }
    isAlive = false;
    stats.killed += 1;
    const readyAt = clock.now() + HINTS.visibility.toMilliseconds();
    queue.push(...batch.map((each) => ({ ...each, readyAt })));
  }

  const take = (): Queued[] => {
    const isReady = ({ readyAt }: Queued) => readyAt <= clock.now();
    const batch = queue.filter(isReady).slice(0, batchSize);
    const taken = new Set(batch);
    queue.splice(0, queue.length, ...queue.filter((each) => !taken.has(each)));
    return batch.map((each) => ({ ...each, receives: each.receives + 1 }));
  };

  /** One of the copies of the function that run at once: it gathers for the window, and begins cold at first and after a death. */
  async function work(): Promise<never> {
    let deaths = -1;
    for (;;) {
      const next = Math.min(...queue.map(({ readyAt }) => readyAt));
      await clock.sleep(Math.min(1000, Math.max(50, next - clock.now())));
      if (next > clock.now()) continue;
      await clock.sleep(HINTS.window.toMilliseconds());
      const batch = take();
      if (batch.length === 0) continue;
      stats.receives = Math.max(stats.receives, ...batch.map(({ receives }) => receives));
      stats.running += 1;
      if (deaths !== stats.killed) await clock.sleep(chance(COLD_START));
      deaths = stats.killed;
      stats.running -= 1;
      await invoke(batch);
    }
  }

  return {
    settings,
    stats,
    put,
    rows: () => dynamodb.items(table),
    isIdle: () => queue.length === 0 && stats.running === 0,
    start: () => {
      for (let copy = 0; copy < HINTS.concurrency; copy += 1) void work();
    },
  };
}
