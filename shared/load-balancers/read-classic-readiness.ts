import {
  DescribeInstanceHealthCommand,
  type ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import pMap from 'p-map';
import { saysGone } from './list-by-id.ts';
import type { LoadBalancerId } from './load-balancer.ts';
import { classicId } from './load-balancer-id.ts';
import { GONE, type Readiness, readinessOfInstances, unreadable } from './readiness.ts';

const AT_ONCE = 4;

/** Classic load balancers have no state: their instances alone decide. */
export async function readClassicReadiness(
  client: ElasticLoadBalancingClient,
  region: string,
  ids: readonly LoadBalancerId[],
): Promise<ReadonlyMap<LoadBalancerId, Readiness>> {
  const prefix = classicId(region, '');
  const read = await pMap(
    ids,
    async (id) => [id, await readInstances(client, id.slice(prefix.length))] as const,
    { concurrency: AT_ONCE },
  );
  return new Map(read);
}

async function readInstances(client: ElasticLoadBalancingClient, name: string): Promise<Readiness> {
  try {
    const answer = await client.send(new DescribeInstanceHealthCommand({ LoadBalancerName: name }));
    return readinessOfInstances((answer.InstanceStates ?? []).map(({ State }) => State));
  } catch (error) {
    return saysGone(error) ? GONE : unreadable(error);
  }
}
