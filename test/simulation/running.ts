import { type Call, type Called, fateOf, lostAnswer, throttle } from './calls.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { tellCall } from './tell-call.ts';

/** What an invocation is given to live by. */
export interface Life {
  readonly call: Call;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface Work {
  readonly name: string;
  /** Nothing comes between its calls. */
  readonly isSwift: boolean;
  /** What it does, and then what becomes of that. */
  readonly run: (life: Life) => Promise<() => void>;
  /** What becomes of it if it dies. */
  readonly died: () => void;
  /** A call failed, so that it does not know something. */
  readonly failed?: (called: Called) => void;
}

interface Invocation extends Work {
  /** Calls that wait to take effect, or to be answered. */
  readonly gates: (() => void)[];
  end?: () => void;
  thrown?: unknown;
}

export type Running = ReturnType<typeof createRunning>;

/** Invocations at once, of which one call at a time goes on. Which one, and what becomes of it, the history decides. */
export function createRunning(history: History) {
  const { stage, chance, tally, tell } = history;
  const alive: Invocation[] = [];
  /** Calls whose sender gave up, and that have not taken effect yet. */
  const onTheWay: { readonly called: Called; readonly name: string; act(): Promise<unknown> }[] = [];

  const gate = async ({ isSwift, gates }: Invocation) => {
    if (!isSwift) await new Promise<void>((open) => gates.push(open));
  };

  const callOf =
    (invocation: Invocation): Call =>
    async <Answer>(called: Called, act: () => Promise<Answer>): Promise<Answer> => {
      await gate(invocation);
      const fate = fateOf(history, called);
      const told = (answer: unknown) => tell?.(`    ${invocation.name}: ${tellCall(called, answer)}`);
      const fail = (): never => {
        invocation.failed?.(called);
        if (fate === 'failed before' || fate === 'failed after') tally[fate] += 1;
        tally[`${called.service} failed`] += 1;
        told(fate);
        throw lostAnswer(called);
      };
      if (fate === 'failed before') return fail();
      if (fate === 'landed late') {
        onTheWay.push({ called, name: invocation.name, act });
        return fail();
      }
      if (fate === 'throttled') {
        invocation.failed?.(called);
        tally[`${called.service} throttled`] += 1;
      }
      const doIt = fate === 'throttled' ? () => throttle(history, called, act) : act;
      const answer = await doIt().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if (fate === 'failed after') fail();
      else told(answer);
      await gate(invocation);
      if ('error' in answer) throw answer.error;
      return answer.value;
    };

  /** Takes note of what ended. */
  const reap = () => {
    for (const ended of alive.filter(({ end, thrown }) => end !== undefined || thrown !== undefined)) {
      alive.splice(alive.indexOf(ended), 1);
      if (ended.thrown !== undefined) throw ended.thrown;
      ended.end?.();
      tell?.(`    ${ended.name} ended`);
    }
  };

  const land = async (index: number) => {
    const [late] = onTheWay.splice(index, 1);
    if (late === undefined) return;
    tally['landed late'] += late.called.operation === 'ChangeResourceRecordSets' ? 1 : 0;
    const answer = await late.act().catch((error: unknown) => ({ error }));
    tell?.(`    ${late.name}, late: ${tellCall(late.called, answer)}`);
  };

  const kill = () => {
    if (alive.length === 0) return;
    const dead = oneOf(chance, alive);
    alive.splice(alive.indexOf(dead), 1);
    tally.killed += 1;
    tell?.(`    ${dead.name} killed`);
    dead.died();
  };

  const goOn = async () => {
    const waiting = alive.filter(({ gates }) => gates.length > 0);
    if (waiting.length > 0) {
      const { gates } = oneOf(chance, waiting);
      const [open] = gates.splice(chance(gates.length), 1);
      open?.();
    }
    await settled();
    reap();
  };

  return {
    count: () => alive.length,
    /** Requests whose senders gave up and that may still take effect. */
    late: () => onTheWay.length,
    begin: async (work: Work) => {
      const invocation: Invocation = { ...work, gates: [] };
      alive.push(invocation);
      tell?.(`    ${work.name} begins`);
      const pause = async (milliseconds: number) => {
        await gate(invocation);
        stage.clock.advance(milliseconds);
      };
      work.run({ call: callOf(invocation), pause }).then(
        (end) => {
          invocation.end = end;
        },
        (error: unknown) => {
          invocation.thrown = error;
        },
      );
      do await settled();
      while (work.isSwift && invocation.end === undefined && invocation.thrown === undefined);
      reap();
    },
    goOn,
    kill,
    /** A call that nobody waits for any more takes effect. */
    land: () => land(chance(Math.max(1, onTheWay.length))),
    /** No invocation and no request lives an hour. */
    endAll: async () => {
      while (alive.length > 0) kill();
      while (onTheWay.length > 0) await land(0);
    },
    /** All that is under way comes to its end. */
    finish: async () => {
      while (alive.length > 0) await goOn();
    },
  };
}

/** Until everything that can go on without a gate has done so: nothing in the world waits for anything else. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
