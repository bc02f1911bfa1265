import type { Ports } from '../../functions/sync/ports.ts';
import type { FailedHint } from '../../functions/sync/sync.ts';
import { sync } from '../../functions/sync/sync.ts';
import { failureOf } from './faults.ts';
import type { Queued, Stage } from './stage.ts';

/** A number from 0 up to, not including, `below`; the same sequence for the same seed. */
export type Chance = (below: number) => number;

/** mulberry32: small, and good enough to choose steps by. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Invocation {
  readonly batch: readonly Queued[];
  /** Calls that wait to take effect, or to be answered. */
  readonly gates: (() => void)[];
  result?: readonly FailedHint[];
}

export interface Counts {
  invocations: number;
  killed: number;
  failedBefore: number;
  failedAfter: number;
}

/** Several invocations of sync at once, of which one step at a time happens, in an order that chance decides. */
export function createInvocations(stage: Stage, chance: Chance, counts: Counts) {
  const running: Invocation[] = [];
  let quiet = false;

  const portsOf = (invocation: Invocation): Ports => {
    const gate = () => new Promise<void>((resolve) => invocation.gates.push(resolve));
    const wrap =
      (name: keyof Ports, port: (...input: never[]) => Promise<unknown>) =>
      async (...input: never[]) => {
        await gate();
        const fate = quiet ? 99 : chance(100);
        if (fate < 2) {
          counts.failedBefore += 1;
          return failureOf(name, input);
        }
        const answer = await port(...input).catch((error: unknown) => ({ thrown: error }));
        await gate();
        if (isThrown(answer)) throw answer.thrown;
        if (fate >= 4) return answer;
        counts.failedAfter += 1;
        return failureOf(name, input);
      };
    return Object.fromEntries(
      Object.entries(stage.ports).map(([name, port]) => [name, wrap(name as keyof Ports, port)]),
    ) as unknown as Ports;
  };

  const back = (messages: readonly Queued[], milliseconds: number) =>
    stage.queue.push(...messages.map((each) => ({ ...each, readyAt: stage.clock.now() + milliseconds })));

  return {
    running,
    /** From now on nothing fails. */
    calm: () => {
      quiet = true;
    },
    /** Takes one or all of the ready messages. */
    start: async () => {
      const now = stage.clock.now();
      const ready = stage.queue.filter(({ readyAt }) => readyAt <= now);
      const batch = chance(2) === 0 ? ready : ready.slice(0, 1);
      if (batch.length === 0) return;
      stage.queue.splice(0, stage.queue.length, ...stage.queue.filter((each) => !batch.includes(each)));
      const invocation: Invocation = { batch, gates: [] };
      running.push(invocation);
      counts.invocations += 1;
      sync(batch, portsOf(invocation), stage.run, stage.settings).then((result) => {
        invocation.result = result;
      });
      await settled();
    },
    /** Lets one waiting call of one invocation go on; takes note of what ended. */
    step: async () => {
      const waiting = running.filter(({ gates }) => gates.length > 0);
      const invocation = waiting[chance(Math.max(1, waiting.length))];
      if (invocation === undefined) return;
      const [open] = invocation.gates.splice(chance(invocation.gates.length), 1);
      open?.();
      await settled();
      if (invocation.result === undefined) return;
      running.splice(running.indexOf(invocation), 1);
      back(
        invocation.result.map(({ hint }) => hint as Queued),
        5_000,
      );
    },
    /** One invocation is ended where it stands; its messages come back. */
    kill: () => {
      const [dead] = running.splice(chance(Math.max(1, running.length)), 1);
      if (dead === undefined) return;
      counts.killed += 1;
      back(dead.batch, 60_000);
    },
  };
}

/** Until everything that can go on without a gate has done so: nothing in the world waits for anything else. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function isThrown(answer: unknown): answer is { thrown: unknown } {
  return typeof answer === 'object' && answer !== null && 'thrown' in answer;
}
