import type { LoadBalancerId, Look } from '../../shared/load-balancers/load-balancer.ts';
import type { Stage } from '../stage/stage.ts';
import type { Chance } from './chance.ts';
import type { Tally } from './tally.ts';

/** For so long the ELB APIs may still show what was before, in milliseconds. */
const LAG = 10_000;

export type PastLooks = ReturnType<typeof createPastLooks>;

/** What the ELB APIs showed before the latest change of each load balancer: reads of them may lag by seconds. */
export function createPastLooks(stage: Stage, chance: Chance, tally: Tally) {
  const before = new Map<LoadBalancerId, { look: Look; until: number }>();
  return {
    remember: async (id: LoadBalancerId): Promise<void> => {
      const look = (await stage.ports.listLoadBalancers([id])).get(id);
      if (look) before.set(id, { look, until: stage.clock.now() + LAG });
    },
    /** It was made just now. */
    wasNotThere: (id: LoadBalancerId): void => {
      if (!before.has(id)) before.set(id, { look: { kind: 'gone' }, until: stage.clock.now() + LAG });
    },
    /** The answer of a read that may lag; `misled` takes note about whom it does. */
    laggingOf: (
      looks: ReadonlyMap<LoadBalancerId, Look>,
      misled: Set<LoadBalancerId>,
    ): ReadonlyMap<LoadBalancerId, Look> =>
      new Map(
        [...looks].map(([id, look]) => {
          const past = before.get(id);
          if (past === undefined || past.until < stage.clock.now() || chance(4) > 0) return [id, look];
          tally['stale look'] += 1;
          misled.add(id);
          return [id, past.look];
        }),
      ),
  };
}
