import type { Ports } from '../../functions/sync/ports.ts';
import { sync } from '../../functions/sync/sync.ts';
import { HINTS } from '../../infra/signpost/timing.ts';
import { OutOfQuota } from '../../shared/errors.ts';
import { pauseOf } from '../../shared/events/write-back.ts';
import type { Queued, Stage } from '../stage/stage.ts';
import { lightSweep, sweep } from '../stage/sweep.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The longest that SQS keeps a message. */
const RETENTION = 14 * DAY;
const FULL = 30 * MINUTE;
const LIGHT = 2 * MINUTE;

export interface Hours {
  /** Hints that were received too often. */
  readonly dead: readonly Queued[];
  /** The most that one was received so far. */
  readonly received: () => number;
  /** Lets so much time pass: messages come when they are due and schedules run. */
  readonly pass: (milliseconds: number, what?: Passing) => Promise<void>;
}

export interface Passing {
  /** What `sync` meets; as a rule the stage's own. */
  readonly ports?: Ports;
  /** Nothing runs: neither schedules nor `sync`. */
  readonly isOff?: boolean;
}

/** The stage's queue in SQS's terms, under the virtual clock: pauses that grow, dead letters, retention, both sweeps. */
export function createHours(stage: Stage): Hours {
  const { clock, queue, settings } = stage;
  const dead: Queued[] = [];
  const receives = new Map<string, number>();
  const idOf = ({ hint, queuedAt }: Queued) => JSON.stringify([hint, queuedAt]);
  let most = 0;
  let nextFull = clock.now() + FULL;
  let nextLight = clock.now() + LIGHT;

  const run = async (ports: Ports) => {
    const now = clock.now();
    const [due, later] = [
      queue.filter(({ readyAt }) => readyAt <= now),
      queue.filter(({ readyAt }) => readyAt > now),
    ];
    const batch = due.filter(({ queuedAt }) => now - queuedAt < RETENTION);
    queue.splice(0, queue.length, ...later);
    const failed = await sync(batch, ports, stage.run, settings);
    for (const { hint, error } of failed) {
      const message = hint as Queued;
      const count = (receives.get(idOf(message)) ?? 0) + 1;
      receives.set(idOf(message), count);
      most = Math.max(most, count);
      if (count >= HINTS.receives) {
        dead.push(message);
        continue;
      }
      const retryAfter = error instanceof OutOfQuota ? error.retryAfter : undefined;
      const pause = 1000 * pauseOf({ receives: count, retryAfter });
      queue.push({ ...message, readyAt: clock.now() + pause, isBack: true });
    }
  };

  return {
    dead,
    received: () => most,
    pass: async (milliseconds, { ports = stage.ports, isOff = false } = {}) => {
      const end = clock.now() + milliseconds;
      while (clock.now() < end) {
        const due = isOff ? [] : [nextFull, nextLight, ...queue.map(({ readyAt }) => readyAt)];
        // Once a minute: what comes within it comes in one batch.
        const next = Math.ceil(Math.min(end, ...due) / MINUTE) * MINUTE;
        clock.advance(Math.max(0, Math.min(end, next) - clock.now()));
        if (isOff) continue;
        if (clock.now() >= nextFull) {
          nextFull = clock.now() + FULL;
          await sweep(stage);
        }
        if (clock.now() >= nextLight) {
          nextLight = clock.now() + LIGHT;
          await lightSweep(stage);
        }
        if (queue.some(({ readyAt }) => readyAt <= clock.now())) await run(ports);
      }
    },
  };
}
