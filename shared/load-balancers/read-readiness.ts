import type { LoadBalancerClients } from './list-load-balancers.ts';
import type { LoadBalancerId } from './load-balancer.ts';
import { apiOf } from './load-balancer-id.ts';
import { readClassicReadiness } from './read-classic-readiness.ts';
import { readV2Readiness } from './read-v2-readiness.ts';
import { notReady, type Readiness } from './readiness.ts';

/**
 * Whether each of these load balancers can take a name over: an answer for every id, each by itself. One whose state or
 * health cannot be read is not ready, with the reason. Never throws.
 */
export type ReadReadiness = (
  loadBalancers: readonly LoadBalancerId[],
) => Promise<ReadonlyMap<LoadBalancerId, Readiness>>;

export function readReadiness(clients: LoadBalancerClients, region: string): ReadReadiness {
  return async (ids) => {
    const apis = Map.groupBy(new Set(ids), (id) => apiOf(id, region));
    const [v2, classic] = await Promise.all([
      readV2Readiness(clients.v2, apis.get('v2') ?? []),
      readClassicReadiness(clients.classic, region, apis.get('classic') ?? []),
    ]);
    const elsewhere = notReady(`its health cannot be read: it is no load balancer of Region ${region}`);
    return new Map([...v2, ...classic, ...(apis.get('none') ?? []).map((id) => [id, elsewhere] as const)]);
  };
}
