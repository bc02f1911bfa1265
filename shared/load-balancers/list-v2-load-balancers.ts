import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerOfV2 } from './described-v2.ts';
import { listWithTags } from './list-with-tags.ts';
import type { LoadBalancerId, Look } from './load-balancer.ts';
import { tagRecord } from './tag-record.ts';

/** Looks at application, network and gateway load balancers by ARN. */
export function listV2LoadBalancers(
  client: ElasticLoadBalancingV2Client,
  ids: readonly LoadBalancerId[],
): Promise<ReadonlyMap<LoadBalancerId, Look>> {
  return listWithTags(
    ids,
    async (arns) => {
      const answer = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [...arns] }));
      return new Map(answer.LoadBalancers?.map((each) => [each.LoadBalancerArn as LoadBalancerId, each]));
    },
    async (arns) => {
      const answer = await client.send(new DescribeTagsCommand({ ResourceArns: [...arns] }));
      return new Map(
        answer.TagDescriptions?.map((each) => [each.ResourceArn as LoadBalancerId, tagRecord(each.Tags)]),
      );
    },
    loadBalancerOfV2,
  );
}
