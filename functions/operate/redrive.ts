import {
  DEAD_LETTER_QUEUES,
  type DeadLetter,
  type DeadLetterQueue,
} from '../../shared/dead-letters/dead-letter.ts';
import { reasonOf } from '../../shared/dead-letters/reason.ts';
import type { WorkQueue } from '../../shared/dead-letters/write-dead-letters.ts';
import type { CommandOf } from './command.ts';
import type { Call, OperatePorts } from './ports.ts';
import { type Route, routeOf } from './route-dead-letter.ts';
import { count } from './words.ts';

/** Left of the invocation when nothing more is begun, milliseconds. */
const RESERVE = 10_000;
/** Seconds: a letter that is not brought back is there again once this invocation has ended. */
const HIDDEN = 60;
/** Reasons told one by one; the count is of all. */
const TOLD = 20;

export interface ToldReason {
  readonly reason: string;
  readonly messages: number;
}

export interface RedrivenQueue {
  readonly queue: DeadLetterQueue;
  /** Messages, by the queue that they are in again. */
  readonly broughtBack: Partial<Record<WorkQueue, number>>;
  /** Messages that nobody needs any more, by why. */
  readonly takenOut: readonly ToldReason[];
  /** Messages that were read and stay, by why. */
  readonly left: readonly ToldReason[];
  /** Why they were there, the most frequent first. */
  readonly reasons: readonly ToldReason[];
  /** Everything was gone through that was there when it began. */
  readonly complete: boolean;
}

export interface Redriven {
  readonly done: string;
  readonly queues: readonly RedrivenQueue[];
}

/**
 * Brings dead letters back to where they belong, with why they were there. What fails again becomes a dead letter again,
 * with its reason, and is left alone by this invocation: it goes through what was there when it began. Looking only hides
 * messages for a minute.
 */
export async function redrive(
  { queue, look: isLook, most = Number.POSITIVE_INFINITY }: CommandOf<'redrive'>,
  ports: OperatePorts,
  call: Call,
): Promise<Redriven> {
  const began = call.now();
  const look = isLook === true;
  const queues: RedrivenQueue[] = [];
  let budget = most;
  for (const each of queue === undefined ? DEAD_LETTER_QUEUES : [queue]) {
    const found = await redriveQueue(each, { look, most: budget, began }, ports, call);
    budget -= found.read;
    queues.push(found.told);
  }
  const sum = (of: (each: RedrivenQueue) => number) => queues.reduce((total, each) => total + of(each), 0);
  const back = sum(({ broughtBack }) => Object.values(broughtBack).reduce((a, b) => a + b, 0));
  const out = sum(({ takenOut }) => takenOut.reduce((total, { messages }) => total + messages, 0));
  const stay = sum(({ left }) => left.reduce((total, { messages }) => total + messages, 0));
  const rest = queues.every(({ complete }) => complete) ? '' : '; there are more: invoke again';
  return {
    done:
      `${look ? 'would bring' : 'brought'} back ${count(back, 'message')}, ` +
      `${look ? 'take' : 'took'} out ${out}, ${look ? 'leave' : 'left'} ${stay}${rest}`,
    queues,
  };
}

interface Limits {
  readonly look: boolean;
  readonly most: number;
  /** Epoch ms. What was sent since then came back already. */
  readonly began: number;
}

async function redriveQueue(
  queue: DeadLetterQueue,
  { look, most, began }: Limits,
  ports: OperatePorts,
  call: Call,
): Promise<{ readonly read: number; readonly told: RedrivenQueue }> {
  const broughtBack: Partial<Record<WorkQueue, number>> = {};
  const [takenOut, left, reasons] = [new Tally(), new Tally(), new Tally()];
  let [read, complete] = [0, false];
  while (read < most && call.remaining() > RESERVE) {
    const received = await ports.readDeadLetters(queue, HIDDEN);
    if (received.length === 0) {
      complete = true;
      break;
    }
    const letters = received.filter(({ sentAt }) => sentAt < began).slice(0, most - read);
    read += letters.length;
    for (const letter of letters) reasons.add(reasonOf(letter));
    const done: DeadLetter[] = [];
    for (const [route, own] of byRoute(queue, letters)) {
      if ('left' in route) left.add(route.left, own.length);
      else if ('takenOut' in route) {
        takenOut.add(route.takenOut, own.length);
        done.push(...own);
      } else {
        const taken = look ? own : await ports.bringBack(route.to, own);
        broughtBack[route.to] = (broughtBack[route.to] ?? 0) + taken.length;
        if (taken.length < own.length) left.add(`${route.to} did not take it`, own.length - taken.length);
        done.push(...taken);
      }
    }
    if (!look && done.length > 0) await ports.deleteDeadLetters(queue, done);
  }
  const told = { queue, broughtBack, takenOut: takenOut.told(), left: left.told(), reasons: reasons.told() };
  return { read, told: { ...told, complete } };
}

function byRoute(
  queue: DeadLetterQueue,
  letters: readonly DeadLetter[],
): readonly (readonly [Route, readonly DeadLetter[]])[] {
  const routed = letters.map((letter) => ({ letter, route: routeOf(queue, letter) }));
  const groups = Map.groupBy(routed, ({ route }) => JSON.stringify(route));
  return [...groups].map(
    ([route, own]) => [JSON.parse(route) as Route, own.map(({ letter }) => letter)] as const,
  );
}

/** How often each reason was told. */
class Tally {
  readonly #counts = new Map<string, number>();

  add(reason: string, messages = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + messages);
  }

  told(): readonly ToldReason[] {
    const all = [...this.#counts].map(([reason, messages]) => ({ reason, messages }));
    return all.sort((a, b) => b.messages - a.messages).slice(0, TOLD);
  }
}
