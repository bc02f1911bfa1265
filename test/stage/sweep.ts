import { lightSweep as lightSweepOnce } from '../../functions/sweep/light-sweep.ts';
import { sweep as sweepOnce } from '../../functions/sweep/sweep.ts';
import type { Stage } from './stage.ts';

/** The deployed sweep over the stage's world, as its schedule starts it. */
export async function sweep(stage: Stage, isScheduled = true): Promise<void> {
  const { clock, listAllLoadBalancers, listLedgerRows, ports, run, settings } = stage;
  const { readZoneRows, writeRows, writeHints } = ports;
  const { newId, pause } = run;
  const world = {
    now: clock.now,
    newId,
    pause,
    listAllLoadBalancers,
    listLedgerRows,
    readZoneRows,
    writeRows,
    writeHints,
  };
  await sweepOnce(world, settings, { runId: 'sweep', isScheduled });
}

/** The light one; returns how many hints it sent. */
export async function lightSweep(stage: Stage): Promise<number> {
  const { clock, listTaggedLoadBalancers, listLastLooks, ports, settings } = stage;
  const world = { now: clock.now, listTaggedLoadBalancers, listLastLooks, writeHints: ports.writeHints };
  return (await lightSweepOnce(world, settings, 'light sweep')).loadBalancers;
}
