import type { Change } from '@aws-sdk/client-route-53';
import type { Ports } from '../../functions/sync/ports.ts';
import { sync } from '../../functions/sync/sync.ts';
import { OutOfQuota } from '../../shared/errors.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { awsPorts } from '../stage/aws-ports.ts';
import { type Instrumented, instrument } from '../stage/faults.ts';
import { CALLER, type Queued, TABLE } from '../stage/stage.ts';
import { copyOf } from '../world/copy.ts';
import { type Call, clientsThrough } from './calls.ts';
import { oneOf } from './chance.ts';
import { fated } from './deliver.ts';
import type { History } from './history.ts';
import type { Life, Running } from './running.ts';
import { type Beginning, beginning } from './steady.ts';
import { APART } from './surveyors.ts';
import { watchBatch } from './watch-batch.ts';

/** How long messages stay away after their invocation failed, and after it died, in milliseconds. */
const AWAY = { failed: 5_000, died: 60_000 } as const;
const LIFETIME = 600_000;

/** Watches what each batch does to a zone, at the very moment when it does. */
function watched(history: History, began: Beginning, call: Call): Call {
  return (called, act) => {
    if (called.operation !== 'ChangeResourceRecordSets') return call(called, act);
    const { HostedZoneId = '', ChangeBatch } = called.input as {
      HostedZoneId?: string;
      ChangeBatch?: { Changes?: readonly Change[] };
    };
    return call(called, async () => {
      const answer = await act();
      try {
        watchBatch(history, HostedZoneId, ChangeBatch?.Changes ?? [], began);
      } catch (error) {
        history.violations.push(error);
      }
      return answer;
    });
  };
}

/** Invocations of sync: takes messages from the queue, and puts back what failed. */
export function createSyncInvocations(history: History, running: Running) {
  const { stage, chance, tally, pastLooks, players } = history;
  let count = 0;

  const back = (messages: readonly Queued[], milliseconds: number) =>
    stage.queue.push(...messages.map((each) => ({ ...each, readyAt: stage.clock.now() + milliseconds })));

  /** Some of the ready messages, in no order; a queue hands a message out twice now and then. */
  const receive = (): readonly Queued[] => {
    const now = stage.clock.now();
    const ready = stage.queue.filter(({ readyAt }) => readyAt <= now);
    const kind = chance(4);
    const batch =
      kind < 2 ? ready : kind === 2 ? ready.slice(0, 1) : ready.filter(() => chance(2) === 0).reverse();
    if (batch.length === 0) return [];
    if (kind === 3 && batch[0] !== ready[0]) tally['message out of order'] += 1;
    const taken = new Set(batch);
    stage.queue.splice(0, stage.queue.length, ...stage.queue.filter((each) => !taken.has(each)));
    if (history.hasFaults && chance(12) === 0) {
      tally['message doubled'] += 1;
      back(batch, 1000 * chance(30));
    }
    return batch;
  };

  const portsOf = (
    { call, pause }: Life,
    batch: readonly Queued[],
    began: Beginning,
    now: () => number,
  ): Ports => {
    const misled = new Set<LoadBalancerId>();
    const clients = clientsThrough(stage, watched(history, began, call));
    const aws = awsPorts(clients, TABLE, CALLER, stage.settings, { now, newId: stage.run.newId, pause });
    return {
      ...aws,
      listLoadBalancers: async (ids) => {
        // A load balancer that no hint asked for is looked at for the sake of a name that it shares.
        if (ids.some((id) => !batch.some(({ hint }) => 'id' in hint && hint.id === id)))
          tally['looked first'] += 1;
        const looks = await aws.listLoadBalancers(ids);
        return history.hasFaults ? pastLooks.laggingOf(looks, misled) : looks;
      },
      writeRows: (writes) => {
        // What it saw of them long ago goes into the ledger now: nobody can know better before the next look.
        for (const player of players)
          if (player.made && misled.has(player.made.id)) player.changedAt = stage.clock.now();
        return aws.writeRows(writes);
      },
      readSurvey: (cluster) =>
        call({ service: 'S3', operation: 'GetObject' }, () => stage.ports.readSurvey(cluster)),
      writeHints: (hints) =>
        call({ service: 'SQS', operation: 'SendMessage', input: hints }, () =>
          stage.ports.writeHints(hints.flatMap((each) => fated(history, each))),
        ),
      writeSurveyAsk: (ask) =>
        call({ service: 'SQS', operation: 'SendMessage', input: ask }, () => stage.ports.writeSurveyAsk(ask)),
    };
  };

  return {
    start: async () => {
      const batch = receive();
      if (batch.length === 0) return;
      const apart = chance(2 * APART) - APART;
      if (Math.abs(apart) > 1000) tally['clock apart'] += 1;
      count += 1;
      tally.invocation += 1;
      const { clock } = stage;
      const unseen = new Set<LoadBalancerId>();
      const began = beginning(history, unseen);
      const now = () => clock.now() + apart;
      const until = clock.now() + LIFETIME;
      // What is deployed meanwhile is for the next invocation.
      const settings = copyOf(stage.settings);
      await running.begin({
        name: `sync ${count}`,
        // Where much is asked for, much is to come about, too.
        isSwift: oneOf(chance, history.hasSettings ? [true, true, false] : [true, false, false]),
        failed: ({ service }) => {
          if (service === 'ELB' || service === 'S3')
            for (const { made } of players) if (made) unseen.add(made.id);
        },
        died: () => back(batch, AWAY.died),
        run: async (life) => {
          const ports = portsOf(life, batch, began, now);
          const remaining = () => until - clock.now();
          const failed = await sync(
            batch,
            ports,
            { ...stage.run, now, pause: life.pause, remaining },
            settings,
          );
          if (failed.some(({ error }) => error instanceof OutOfQuota)) tally['out of quota'] += 1;
          return () =>
            back(
              failed.map(({ hint }) => hint as Queued),
              AWAY.failed,
            );
        },
      });
    },
    /** Ports for invocations one after the other, of which none fails. */
    watched: (): Instrumented => {
      let began = beginning(history, new Set());
      const call: Call = (_, act) => act();
      const clients = clientsThrough(stage, (called, act) => watched(history, began, call)(called, act));
      const { applyChanges } = awsPorts(clients, TABLE, CALLER, stage.settings, stage.run);
      const instrumented = instrument({ ...stage.ports, applyChanges });
      const { begin } = instrumented;
      instrumented.begin = () => {
        began = beginning(history, new Set());
        begin();
      };
      return instrumented;
    },
  };
}
