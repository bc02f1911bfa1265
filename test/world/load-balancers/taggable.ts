import { checkRoom, checkTags, type Tag } from './tag-rules.ts';

/** What carries tags. `tagVersion` counts the changes, so 0 means that it never had a tag. */
export interface Taggable {
  readonly arn: string;
  /** As `aws.tag` events and the tagging API name it. */
  readonly resourceType: 'loadbalancer' | 'targetgroup' | 'listener' | 'listener-rule';
  readonly tags: Map<string, string>;
  tagVersion: number;
}

/** Told of the keys whose values a call changed. */
export type TagsChanged = (resource: Taggable, keys: readonly string[]) => void;

/** Adds tags to all of the resources, or throws and adds none. */
export function addTags(resources: readonly Taggable[], tags: readonly Tag[], changed: TagsChanged): void {
  checkTags(tags);
  for (const resource of resources) checkRoom(resource.tags, tags);
  for (const resource of resources) {
    const news = tags.filter(({ Key = '', Value = '' }) => resource.tags.get(Key) !== Value);
    for (const { Key = '', Value = '' } of tags) resource.tags.set(Key, Value);
    tell(resource, keysOf(news), changed);
  }
}

/** Removes tags. Keys that are not there do not matter, as with AWS. */
export function removeTags(
  resources: readonly Taggable[],
  keys: readonly string[],
  changed: TagsChanged,
): void {
  for (const resource of resources) {
    const present = keys.filter((key) => resource.tags.delete(key));
    tell(resource, present, changed);
  }
}

/** The tags as DescribeTags lists them. */
export function tagsOf(resource: Taggable): { Key: string; Value: string }[] {
  return [...resource.tags].map(([Key, Value]) => ({ Key, Value }));
}

function tell(resource: Taggable, keys: readonly string[], changed: TagsChanged): void {
  if (keys.length === 0) return;
  resource.tagVersion += 1;
  changed(resource, keys);
}

function keysOf(tags: readonly Tag[]): string[] {
  return tags.map(({ Key = '' }) => Key);
}
