import { sweep as sweepOnce } from '../../functions/sweep/sweep.ts';
import type { Stage } from './stage.ts';

/** The deployed sweep over the stage's world. */
export async function sweep(stage: Stage): Promise<void> {
  const { clock, listAllLoadBalancers, listLedgerRows, put } = stage;
  const writeHints = async (hints: readonly { hint: Parameters<typeof put>[0]; delaySeconds?: number }[]) => {
    for (const { hint, delaySeconds } of hints) put(hint, delaySeconds);
  };
  await sweepOnce({ now: clock.now, listAllLoadBalancers, listLedgerRows, writeHints }, 'sweep');
}
