import type { Ports } from '../../functions/sync/ports.ts';
import { type FailedHint, sync } from '../../functions/sync/sync.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { failureOf, type Instrumented, instrument } from '../stage/faults.ts';
import type { Queued } from '../stage/stage.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { beginning } from './steady.ts';
import { APART } from './surveyors.ts';
import { watchBatch } from './watch-batch.ts';

/** How long messages stay away after their invocation failed, and after it died, in milliseconds. */
const AWAY = { failed: 5_000, died: 60_000 } as const;

interface Invocation {
  readonly batch: readonly Queued[];
  /** Nothing comes between its calls. */
  readonly isSwift: boolean;
  /** Calls that wait to take effect, or to be answered. */
  readonly gates: (() => void)[];
  result?: readonly FailedHint[];
}

/** Several invocations of sync at once, of which one step at a time happens, in an order that chance decides. */
export function createInvocations(history: History) {
  const { stage, chance, tally, pastLooks } = history;
  const running: Invocation[] = [];
  /** Batches whose answer was lost and that Route 53 has not done yet. */
  const onTheWay: (() => Promise<unknown>)[] = [];
  const violations: unknown[] = [];
  let isCalm = false;

  /** Changes whose consequences are watched, on behalf of an invocation that begins now. */
  const watchedChanges = (unseen: ReadonlySet<LoadBalancerId> = new Set()): Ports['applyChanges'] => {
    const began = beginning(history, unseen);
    return async (...input) => {
      const answer = await stage.ports.applyChanges(...input);
      try {
        if (answer.kind === 'applied') watchBatch(history, input[0].id, input[1], began);
      } catch (error) {
        violations.push(error);
      }
      return answer;
    };
  };

  /** A load balancer that no hint asked for was looked at, for the sake of a name that it shares. */
  const tellLooks = (ids: readonly LoadBalancerId[], batch: readonly Queued[]) => {
    if (ids.some((id) => !batch.some(({ hint }) => 'id' in hint && hint.id === id)))
      tally['looked first'] += 1;
  };

  const portsOf = (invocation: Invocation): Ports => {
    const unseen = new Set<LoadBalancerId>();
    const applyChanges = watchedChanges(unseen);
    const misled = new Set<LoadBalancerId>();
    const ports: Ports = {
      ...stage.ports,
      applyChanges: async (...input) => {
        if (isCalm || chance(8) > 0) return applyChanges(...input);
        onTheWay.push(() => applyChanges(...input));
        return { kind: 'unknown', error: new Error('the answer is lost, and the batch is on its way') };
      },
      listLoadBalancers: async (ids: readonly LoadBalancerId[]) => {
        tellLooks(ids, invocation.batch);
        const looks = await stage.ports.listLoadBalancers(ids);
        return isCalm ? looks : pastLooks.laggingOf(looks, misled);
      },
      writeRows: (writes) => {
        // What it saw of them long ago goes into the ledger now: nobody can know better before the next look.
        for (const player of history.players)
          if (player.made && misled.has(player.made.id)) player.changedAt = stage.clock.now();
        return stage.ports.writeRows(writes);
      },
    };
    const gate = async () => {
      if (!invocation.isSwift) await new Promise<void>((resolve) => invocation.gates.push(resolve));
    };
    const gated =
      (name: keyof Ports, port: (...input: never[]) => Promise<unknown>) =>
      async (...input: never[]) => {
        await gate();
        const fate = isCalm ? 99 : chance(100);
        if (fate < 4 && (name === 'listLoadBalancers' || name === 'readSurvey'))
          for (const { made } of history.players) if (made) unseen.add(made.id);
        if (fate < 2) {
          tally['failed before'] += 1;
          return failureOf(name, input);
        }
        const answer = await port(...input).catch((error: unknown) => ({ thrown: error }));
        await gate();
        if (isThrown(answer)) throw answer.thrown;
        if (fate >= 4) return answer;
        tally['failed after'] += 1;
        return failureOf(name, input);
      };
    return Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, gated(name as keyof Ports, port)]),
    ) as unknown as Ports;
  };

  const back = (messages: readonly Queued[], milliseconds: number) =>
    stage.queue.push(...messages.map((each) => ({ ...each, readyAt: stage.clock.now() + milliseconds })));

  const kill = () => {
    if (running.length === 0) return;
    const dead = oneOf(chance, running);
    running.splice(running.indexOf(dead), 1);
    tally.killed += 1;
    back(dead.batch, AWAY.died);
  };

  return {
    /** Ports for invocations one after the other, of which none fails. */
    watched: (): Instrumented => {
      let applyChanges = watchedChanges();
      const ports: Ports = { ...stage.ports, applyChanges: (...input) => applyChanges(...input) };
      const instrumented = instrument(ports);
      const { begin } = instrumented;
      instrumented.begin = () => {
        applyChanges = watchedChanges();
        begin();
      };
      return instrumented;
    },
    running,
    violations,
    kill,
    /** From now on nothing fails. */
    calm: () => {
      isCalm = true;
    },
    /** Takes one or all of the ready messages; a queue hands a message out twice now and then. */
    start: async () => {
      const now = stage.clock.now();
      const ready = stage.queue.filter(({ readyAt }) => readyAt <= now);
      const batch = chance(2) === 0 ? ready : ready.slice(0, 1);
      if (batch.length === 0) return;
      stage.queue.splice(0, stage.queue.length, ...stage.queue.filter((each) => !batch.includes(each)));
      if (chance(12) === 0) {
        tally['message doubled'] += 1;
        back(batch, 1000 * chance(30));
      }
      const apart = chance(2 * APART) - APART;
      if (Math.abs(apart) > 1000) tally['clock apart'] += 1;
      // Where much is asked for, much is to come about, too.
      const isSwift = history.hasSettings && chance(4) > 0;
      const invocation: Invocation = { batch, isSwift, gates: [] };
      running.push(invocation);
      tally.invocation += 1;
      const run = { ...stage.run, now: () => stage.clock.now() + apart };
      // What is deployed meanwhile is for the next invocation.
      sync(batch, portsOf(invocation), run, structuredClone(stage.settings)).then((result) => {
        invocation.result = result;
      });
      do await settled();
      while (isSwift && invocation.result === undefined);
    },
    /** Lets one waiting call of one invocation go on; takes note of what ended. */
    step: async () => {
      const waiting = running.filter(({ gates }) => gates.length > 0);
      if (waiting.length > 0) {
        const { gates } = oneOf(chance, waiting);
        const [open] = gates.splice(chance(gates.length), 1);
        open?.();
      }
      await settled();
      for (const ended of running.filter(({ result }) => result !== undefined)) {
        running.splice(running.indexOf(ended), 1);
        back(
          (ended.result ?? []).map(({ hint }) => hint as Queued),
          AWAY.failed,
        );
      }
    },
    /** A batch that nobody waits for any more takes effect. */
    land: async () => {
      const [batch] = onTheWay.splice(chance(Math.max(1, onTheWay.length)), 1);
      if (batch === undefined) return;
      tally['landed late'] += 1;
      await batch();
    },
    /** No invocation and no batch lives an hour. */
    endAll: async () => {
      while (running.length > 0) kill();
      for (const batch of onTheWay.splice(0)) {
        tally['landed late'] += 1;
        await batch();
      }
    },
  };
}

/** Until everything that can go on without a gate has done so: nothing in the world waits for anything else. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function isThrown(answer: unknown): answer is { thrown: unknown } {
  return typeof answer === 'object' && answer !== null && 'thrown' in answer;
}
