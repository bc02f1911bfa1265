import {
  GetResourcesCommand,
  type GetResourcesCommandOutput,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadBalancer, LoadBalancerId } from './load-balancer.ts';
import { parseArn } from './load-balancer-id.ts';
import { tagRecord } from './tag-record.ts';

/**
 * The load balancers of the account in this Region, of both kinds, with their tags, as the tagging API knows them: those
 * that ever had a tag, for a while also some that are gone, and all of it later than Elastic Load Balancing itself. Good
 * for suspicions only. Throws if a page cannot be read.
 */
export type ListTaggedLoadBalancers = () => Promise<ReadonlyMap<LoadBalancerId, LoadBalancer['tags']>>;

const A_PAGE = 100;

/** No filter by tag: keys have labels, which nobody knows ahead, and what lost its last tag is to be seen, too. */
export function listTaggedLoadBalancers(
  client: Pick<ResourceGroupsTaggingAPIClient, 'send'>,
): ListTaggedLoadBalancers {
  return async () => {
    const tagged = new Map<LoadBalancerId, LoadBalancer['tags']>();
    let from: string | undefined;
    do {
      const page: GetResourcesCommandOutput = await client.send(
        new GetResourcesCommand({
          ResourceTypeFilters: ['elasticloadbalancing:loadbalancer'],
          ResourcesPerPage: A_PAGE,
          PaginationToken: from,
        }),
      );
      for (const { ResourceARN = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
        const named = parseArn(ResourceARN);
        if (named === undefined || named === 'something else') continue;
        tagged.set(named.id, tagRecord(Tags.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }))));
      }
      from = page.PaginationToken;
    } while (from !== undefined && from !== '');
    return tagged;
  };
}
