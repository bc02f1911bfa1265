import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { loadBalancerOfClassic } from './described-classic.ts';
import { listWithTags } from './list-with-tags.ts';
import type { LoadBalancerId, Look } from './load-balancer.ts';
import { classicId } from './load-balancer-id.ts';
import { tagRecord } from './tag-record.ts';

/** Looks at classic load balancers by name: what answers to the name now, whoever had it before. */
export function listClassicLoadBalancers(
  client: ElasticLoadBalancingClient,
  region: string,
  ids: readonly LoadBalancerId[],
): Promise<ReadonlyMap<LoadBalancerId, Look>> {
  const prefix = classicId(region, '');
  const namesOf = (some: readonly LoadBalancerId[]) => some.map((id) => id.slice(prefix.length));
  return listWithTags(
    ids,
    async (some) => {
      const answer = await client.send(
        new DescribeLoadBalancersCommand({ LoadBalancerNames: namesOf(some) }),
      );
      return new Map(
        answer.LoadBalancerDescriptions?.map((each) => [
          classicId(region, each.LoadBalancerName ?? ''),
          each,
        ]),
      );
    },
    async (some) => {
      const answer = await client.send(new DescribeTagsCommand({ LoadBalancerNames: namesOf(some) }));
      return new Map(
        answer.TagDescriptions?.map((each) => [
          classicId(region, each.LoadBalancerName ?? ''),
          tagRecord(each.Tags),
        ]),
      );
    },
    (described, tags) => loadBalancerOfClassic(described, region, tags),
  );
}
