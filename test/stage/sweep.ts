import { sweep as sweepOnce } from '../../functions/sweep/sweep.ts';
import type { Stage } from './stage.ts';

/** The deployed sweep over the stage's world. */
export async function sweep(stage: Stage): Promise<void> {
  const { clock, listAllLoadBalancers, listLedgerRows, put, ports, run, settings } = stage;
  const writeHints = async (hints: readonly { hint: Parameters<typeof put>[0]; delaySeconds?: number }[]) => {
    for (const { hint, delaySeconds } of hints) put(hint, delaySeconds);
  };
  const { readZoneRows, writeRows } = ports;
  const { newId, pause } = run;
  const world = {
    now: clock.now,
    newId,
    pause,
    listAllLoadBalancers,
    listLedgerRows,
    readZoneRows,
    writeRows,
  };
  await sweepOnce({ ...world, writeHints }, settings, 'sweep');
}
