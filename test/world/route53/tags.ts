import type { ChangeTagsForResourceCommandInput } from '@aws-sdk/client-route-53';
import type { Caller } from '../caller.ts';
import type { ZoneStore } from './zone-store.ts';

/** Tags of hosted zones; those of health checks nobody asks for. */
export function tagOperations(store: ZoneStore) {
  const tagSet = (id: string | undefined, caller: Caller) => ({
    ResourceType: 'hostedzone',
    ResourceId: id,
    Tags: [...store.zoneOf(id, caller).tags].map(([Key, Value]) => ({ Key, Value })),
  });
  return {
    ChangeTagsForResource(input: ChangeTagsForResourceCommandInput, caller: Caller) {
      const { tags } = store.zoneOf(input.ResourceId, caller);
      for (const { Key, Value } of input.AddTags ?? []) tags.set(Key ?? '', Value ?? '');
      for (const key of input.RemoveTagKeys ?? []) tags.delete(key);
      return {};
    },
    ListTagsForResource: (input: { ResourceId?: string }, caller: Caller) => ({
      ResourceTagSet: tagSet(input.ResourceId, caller),
    }),
    ListTagsForResources: (input: { ResourceIds?: string[] }, caller: Caller) => ({
      ResourceTagSets: (input.ResourceIds ?? []).map((id) => tagSet(id, caller)),
    }),
  };
}
