import { lightSweep as lightSweepOnce } from '../../functions/sweep/light-sweep.ts';
import { sweep as sweepOnce } from '../../functions/sweep/sweep.ts';
import type { Stage } from './stage.ts';

/** The deployed sweep over the stage's world, as its schedule starts it; returns the zones that it could not read. */
export async function sweep(stage: Stage, isScheduled = true): Promise<readonly string[]> {
  const unread: string[] = [];
  const { clock, listAllLoadBalancers, listLedgerRows, ports, run, settings } = stage;
  const { readZoneRows, writeRows, writeHints, bookTokens, listRecordSets } = ports;
  const { newId, pause, remaining } = run;
  const world = {
    now: clock.now,
    newId,
    pause,
    listAllLoadBalancers,
    listLedgerRows,
    readZoneRows,
    writeRows,
    writeHints,
    bookTokens,
    listRecordSets,
  };
  const tellUnread = (line: { readonly zoneId: string }) => unread.push(line.zoneId);
  const { ListResourceRecordSets: before = 0 } = stage.route53.calls;
  await sweepOnce(world, settings, { runId: 'sweep', isScheduled, remaining, tellUnread });
  const { ListResourceRecordSets: after = 0 } = stage.route53.calls;
  pages.set(stage, (pages.get(stage) ?? 0) + after - before);
  return unread;
}

/** Of zones, that sweeps have read. */
const pages = new WeakMap<Stage, number>();

/** What Route 53 was asked for and sent, but for what sweeps read. */
export function callsOfSync(stage: Stage): Readonly<Record<string, number>> {
  const { ListResourceRecordSets = 0, ...writes } = stage.route53.calls;
  return { ...writes, ListResourceRecordSets: ListResourceRecordSets - (pages.get(stage) ?? 0) };
}

/** The light one; returns how many hints it sent. */
export async function lightSweep(stage: Stage): Promise<number> {
  const { clock, listTaggedLoadBalancers, listLastLooks, ports, settings } = stage;
  const world = { now: clock.now, listTaggedLoadBalancers, listLastLooks, writeHints: ports.writeHints };
  return (await lightSweepOnce(world, settings, 'light sweep')).loadBalancers;
}
