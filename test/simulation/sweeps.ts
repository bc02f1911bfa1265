import { lightSweep } from '../../functions/sweep/light-sweep.ts';
import { sweep } from '../../functions/sweep/sweep.ts';
import { listLastLooks, listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { listTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import { awsPorts } from '../stage/aws-ports.ts';
import { CALLER, TABLE } from '../stage/stage.ts';
import { type Call, clientsThrough } from './calls.ts';
import { deliver } from './deliver.ts';
import type { History } from './history.ts';
import type { Life, Running } from './running.ts';

export type SweepKind = 'sweep' | 'light sweep';

/** The deployed sweeps; only this file knows what they are called with. */
async function sweepOnce(history: History, kind: SweepKind, { call, pause }: Life): Promise<void> {
  const { stage, chance } = history;
  const { settings, clock, run } = stage;
  const clients = clientsThrough(stage, call);
  const aws = awsPorts(clients, TABLE, CALLER, settings, { now: clock.now, newId: run.newId, pause });
  const world = {
    now: clock.now,
    newId: run.newId,
    pause,
    listAllLoadBalancers: listAllLoadBalancers(clients.elb, CALLER.region),
    listTaggedLoadBalancers: listTaggedLoadBalancers(clients.tagging),
    listLedgerRows: listLedgerRows(clients.table, TABLE),
    listLastLooks: listLastLooks(clients.table, TABLE),
    readZoneRows: aws.readZoneRows,
    writeRows: aws.writeRows,
    bookTokens: aws.bookTokens,
    listRecordSets: aws.listRecordSets,
    writeHints: (hints: Parameters<typeof deliver>[1]) =>
      call({ service: 'SQS', operation: 'SendMessage', input: hints }, async () => deliver(history, hints)),
  };
  const { remaining } = run;
  const tellUnread = () => undefined;
  if (kind === 'light sweep') await lightSweep(world, settings, kind);
  else await sweep(world, settings, { runId: kind, isScheduled: chance(2) === 0, remaining, tellUnread });
}

/** A full sweep of which nothing fails. */
export async function fullSweep(history: History): Promise<void> {
  const call: Call = (_, act) => act();
  history.tally.sweep += 1;
  await sweepOnce(history, 'sweep', { call, pause: history.stage.run.pause });
}

/** Invocations of the sweeps, which fail halfway like any other. */
export function createSweepInvocations(history: History, running: Running) {
  const { chance, tally } = history;
  let count = 0;
  return async (kind: SweepKind) => {
    count += 1;
    tally[kind] += 1;
    await running.begin({
      name: `${kind} ${count}`,
      isSwift: chance(2) === 0,
      died: () => undefined,
      run: async (life) => {
        const failed = await sweepOnce(history, kind, life).then(
          () => false,
          () => true,
        );
        if (failed) tally[`${kind} failed`] += 1;
        return () => undefined;
      },
    });
  };
}
