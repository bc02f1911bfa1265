import type { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SignpostError } from '../errors.ts';
import { listClassicLoadBalancers } from './list-classic-load-balancers.ts';
import { listV2LoadBalancers } from './list-v2-load-balancers.ts';
import type { LoadBalancerId, Look } from './load-balancer.ts';
import { apiOf } from './load-balancer-id.ts';

export interface LoadBalancerClients {
  readonly v2: ElasticLoadBalancingV2Client;
  readonly classic: ElasticLoadBalancingClient;
}

/**
 * A look at each of these load balancers: an answer for every id, each by itself. Gone only if the API said so of that
 * id alone; an id that is none, or of another Region or account, is unknown. Never throws.
 */
export type ListLoadBalancers = (
  ids: readonly LoadBalancerId[],
) => Promise<ReadonlyMap<LoadBalancerId, Look>>;

export function listLoadBalancers(clients: LoadBalancerClients, region: string): ListLoadBalancers {
  return async (ids) => {
    const apis = Map.groupBy(new Set(ids), (id) => apiOf(id, region));
    const [v2, classic] = await Promise.all([
      listV2LoadBalancers(clients.v2, apis.get('v2') ?? []),
      listClassicLoadBalancers(clients.classic, region, apis.get('classic') ?? []),
    ]);
    const foreign = apis.get('none') ?? [];
    return new Map([...v2, ...classic, ...foreign.map((id) => [id, notOurs(id, region)] as const)]);
  };
}

function notOurs(id: LoadBalancerId, region: string): Look {
  const error = new SignpostError(
    `${JSON.stringify(id)} is no id of a load balancer of Region ${region}, expected an ARN of loadbalancer/app, net ` +
      `or gwy there, or classic/${region}/<name>: delete the message or the row that carries it.`,
  );
  return { kind: 'unknown', error };
}
