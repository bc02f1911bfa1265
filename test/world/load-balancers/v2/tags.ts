import type {
  AddTagsInput,
  AddTagsOutput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
  RemoveTagsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { addTags as add, removeTags as remove, tagsOf } from '../taggable.ts';
import { checkList } from '../validation-error.ts';
import { findTaggable } from './find.ts';
import type { V2Call } from './state.ts';

export function addTags({ ResourceArns, Tags }: AddTagsInput, call: V2Call): AddTagsOutput {
  const arns = checkList(ResourceArns, 'resourceArns', 20);
  const tags = checkList(Tags, 'tags', 1000);
  add(
    arns.map((arn) => findTaggable(arn, call)),
    tags,
    call.tagsChanged,
  );
  return {};
}

export function removeTags({ ResourceArns, TagKeys }: RemoveTagsInput, call: V2Call): RemoveTagsOutput {
  const arns = checkList(ResourceArns, 'resourceArns', 20);
  const keys = checkList(TagKeys, 'tagKeys', 1000);
  remove(
    arns.map((arn) => findTaggable(arn, call)),
    keys,
    call.tagsChanged,
  );
  return {};
}

/** Tags of up to 20 resources: one that is missing fails the whole call. */
export function describeTags({ ResourceArns }: DescribeTagsInput, call: V2Call): DescribeTagsOutput {
  const found = checkList(ResourceArns, 'resourceArns', 20).map((arn) => findTaggable(arn, call));
  return {
    TagDescriptions: found.map((resource) => ({ ResourceArn: resource.arn, Tags: tagsOf(resource) })),
  };
}
