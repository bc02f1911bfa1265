import type { Message } from '../../../functions/sync/messages.ts';
import type { HintToSend } from '../../../functions/sync/ports.ts';
import { HINTS } from '../../../infra/signpost/timing.ts';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import { pauseOf } from '../../../shared/events/write-back.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Account } from './account.ts';
import { type Deployed, invoke, type Kill } from './invocation.ts';

type Queued = Message & { readonly readyAt: number };

export type Stack = ReturnType<typeof createStack>;

/** Milliseconds until an instance begins, at the most. */
const COLD_START = 2_500;
/** How often the queue is looked at while nothing is known to come. */
const IDLE = 1_000;

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
  const stats = { invocations: 0, receives: 0 };
  let busy = 0;
  let ids = 0;
  const newId = () => `${settings.name}-${++ids}`;
  const put = ({ hint, delaySeconds = 0 }: HintToSend) => {
    const now = clock.now();
    const message = { messageId: newId(), receiptHandle: '', body: encodeHint(hint), receives: 0 };
    queue.push({ ...message, queuedAt: now, readyAt: now + 1000 * delaySeconds });
  };
  const deployed: Deployed = { account, settings, table, newId, put, kills, deaths: [], deadLetters: [] };

  const take = (): Queued[] => {
    const batch = queue.filter(({ readyAt }) => readyAt <= clock.now()).slice(0, batchSize);
    const taken = new Set(batch);
    queue.splice(0, queue.length, ...queue.filter((each) => !taken.has(each)));
    return batch.map((each) => ({ ...each, receives: each.receives + 1 }));
  };

  const giveBack = (result: readonly Message[] | 'dead', batch: readonly Queued[]) => {
    const [messages, secondsOf] =
      result === 'dead'
        ? [batch, () => HINTS.visibility.toSeconds()]
        : [result, (message: Message) => pauseOf(message, chance(1000) / 1000)];
    for (const message of messages)
      queue.push({ ...message, readyAt: clock.now() + 1000 * secondsOf(message) });
  };

  /** One of the copies of the function that run at once: it gathers for the window, and begins cold at first and after a death. */
  async function work(): Promise<never> {
    let isCold = true;
    for (;;) {
      const next = Math.min(...queue.map(({ readyAt }) => readyAt));
      await clock.sleep(Math.min(IDLE, Math.max(1, next - clock.now())));
      if (next > clock.now()) continue;
      await clock.sleep(HINTS.window.toMilliseconds());
      const batch = take();
      if (batch.length === 0) continue;
      busy += 1;
      stats.invocations += 1;
      stats.receives = Math.max(stats.receives, ...batch.map(({ receives }) => receives));
      if (isCold) await clock.sleep(chance(COLD_START));
      const result = await invoke(deployed, batch);
      isCold = result === 'dead';
      giveBack(result, batch);
      busy -= 1;
    }
  }

  return {
    settings,
    stats,
    deaths: deployed.deaths,
    deadLetters: deployed.deadLetters,
    put,
    rows: () => dynamodb.items(table),
    isIdle: () => queue.length === 0 && busy === 0,
    start: () => {
      for (let copy = 0; copy < HINTS.concurrency; copy += 1) void work();
    },
  };
}
