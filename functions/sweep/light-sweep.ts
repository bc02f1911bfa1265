import type { WriteHints } from '../../shared/events/write-hints.ts';
import type { ListLastLooks } from '../../shared/ledger/list-ledger-rows.ts';
import type { ListTaggedLoadBalancers } from '../../shared/load-balancers/list-tagged-load-balancers.ts';
import type { Settings } from '../../shared/settings.ts';
import { lightHints } from '../../shared/sweep/light-hints.ts';
import { sweepCause } from '../../shared/sweep/sweep-cause.ts';

export interface LightSweepWorld {
  /** Epoch ms. */
  readonly now: () => number;
  readonly listTaggedLoadBalancers: ListTaggedLoadBalancers;
  readonly listLastLooks: ListLastLooks;
  readonly writeHints: WriteHints;
}

/**
 * Hints the load balancers of which the tagging API says something else than the ledger: a handful of calls, no zone, no
 * cluster, no look. Nothing in a settled world.
 * @param runId told as the cause of each hint.
 */
export async function lightSweep(
  world: LightSweepWorld,
  settings: Pick<Settings, 'tagPrefix' | 'zones'>,
  runId: string,
): Promise<{ readonly loadBalancers: number }> {
  // The ledger after the listing: what a look found meanwhile is no change.
  const tagged = await world.listTaggedLoadBalancers();
  const looks = await world.listLastLooks();
  const cause = sweepCause(runId, world.now(), looks.size === 0 ? 'first sweep' : undefined);
  const hints = lightHints({ tagged, looks }, settings, cause);
  await world.writeHints(hints);
  return { loadBalancers: hints.length };
}
