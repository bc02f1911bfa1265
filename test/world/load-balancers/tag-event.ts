import type { Caller } from '../caller.ts';
import { type EmittedEvent, wholeSeconds } from './event.ts';
import type { Identifiers } from './identifiers.ts';
import type { Taggable } from './taggable.ts';

/** `aws.tag`: the keys that changed, and all tags as they are now. A removed key is among the first only. */
export function tagEvent(
  resource: Taggable,
  changedKeys: readonly string[],
  { account, region }: Caller,
  now: number,
  identifiers: Identifiers,
): EmittedEvent {
  return {
    version: '0',
    id: identifiers.uuid(),
    'detail-type': 'Tag Change on Resource',
    source: 'aws.tag',
    account,
    time: wholeSeconds(now),
    region,
    resources: [resource.arn],
    detail: {
      'changed-tag-keys': [...changedKeys],
      tags: Object.fromEntries(resource.tags),
      service: 'elasticloadbalancing',
      'resource-type': resource.resourceType,
      version: resource.tagVersion,
    },
  };
}
