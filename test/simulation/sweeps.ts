import { sweep } from '../../functions/sweep/sweep.ts';
import { listLedgerRows } from '../../shared/ledger/list-ledger-rows.ts';
import { listAllLoadBalancers } from '../../shared/load-balancers/list-all-load-balancers.ts';
import { awsPorts } from '../stage/aws-ports.ts';
import { CALLER, TABLE } from '../stage/stage.ts';
import { type Call, clientsThrough } from './calls.ts';
import { deliver } from './deliver.ts';
import type { History } from './history.ts';
import type { Life, Running } from './running.ts';

/** The deployed sweep; only this file knows what it is called with. */
async function sweepOnce(history: History, { call, pause }: Life): Promise<void> {
  const { stage } = history;
  const { settings, clock, run } = stage;
  const clients = clientsThrough(stage, call);
  const aws = awsPorts(clients, TABLE, CALLER, settings, { now: clock.now, newId: run.newId, pause });
  const world = {
    now: clock.now,
    newId: run.newId,
    pause,
    listAllLoadBalancers: listAllLoadBalancers(clients.elb, CALLER.region),
    listLedgerRows: listLedgerRows(clients.table, TABLE),
    readZoneRows: aws.readZoneRows,
    writeRows: aws.writeRows,
    writeHints: (hints: Parameters<typeof deliver>[1]) =>
      call({ service: 'SQS', operation: 'SendMessage', input: hints }, async () => deliver(history, hints)),
  };
  await sweep(world, settings, { runId: 'sweep', isScheduled: true });
}

/** A full sweep of which nothing fails. */
export async function fullSweep(history: History): Promise<void> {
  const call: Call = (_, act) => act();
  history.tally.sweep += 1;
  await sweepOnce(history, { call, pause: history.stage.run.pause });
}

/** Invocations of the sweep, which fail halfway like any other. */
export function createSweepInvocations(history: History, running: Running) {
  const { chance, tally } = history;
  let count = 0;
  return {
    start: async () => {
      count += 1;
      tally.sweep += 1;
      await running.begin({
        name: `sweep ${count}`,
        isSwift: chance(2) === 0,
        died: () => undefined,
        run: async (life) => {
          const failed = await sweepOnce(history, life).then(
            () => false,
            () => true,
          );
          if (failed) tally['sweep failed'] += 1;
          return () => undefined;
        },
      });
    },
  };
}
