import type {
  AddTagsInput,
  AddTagsOutput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
  RemoveTagsOutput,
} from '@aws-sdk/client-elastic-load-balancing';
import { addTags as add, removeTags as remove, tagsOf } from '../taggable.ts';
import { checkList } from '../validation-error.ts';
import { type ClassicCall, findClassic } from './state.ts';

/** The API takes a list of names, and exactly one of them. */
export function addTags({ LoadBalancerNames, Tags }: AddTagsInput, call: ClassicCall): AddTagsOutput {
  const names = checkList(LoadBalancerNames, 'loadBalancerNames', 1);
  const tags = checkList(Tags, 'tags', 1000);
  add(
    names.map((name) => findClassic(name, call)),
    tags,
    call.tagsChanged,
  );
  return {};
}

export function removeTags(
  { LoadBalancerNames, Tags }: RemoveTagsInput,
  call: ClassicCall,
): RemoveTagsOutput {
  const names = checkList(LoadBalancerNames, 'loadBalancerNames', 1);
  const keys = checkList(Tags, 'tags', 1000).map(({ Key = '' }) => Key);
  remove(
    names.map((name) => findClassic(name, call)),
    keys,
    call.tagsChanged,
  );
  return {};
}

/** Tags of up to 20 load balancers: one that is missing fails the whole call. */
export function describeTags(
  { LoadBalancerNames }: DescribeTagsInput,
  call: ClassicCall,
): DescribeTagsOutput {
  const found = checkList(LoadBalancerNames, 'loadBalancerNames', 20).map((name) => findClassic(name, call));
  return {
    TagDescriptions: found.map((stored) => ({ LoadBalancerName: stored.name, Tags: tagsOf(stored) })),
  };
}
