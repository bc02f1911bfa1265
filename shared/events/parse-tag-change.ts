import * as z from 'zod';
import { loadBalancersOfArns } from './arns-of-event.ts';
import { replayed } from './cause.ts';
import { checkShape } from './check-shape.ts';
import type { Envelope, ParseContext } from './envelope.ts';
import type { LoadBalancerHint } from './hint.ts';
import { removedTags, type SaidTags, setTags } from './said-tags.ts';

const resourcesSchema = z.array(z.string('an ARN'), 'a list of ARNs').min(1, 'one ARN at least');

/** Nothing is decided by these, so whatever is wrong with them leaves them unsaid. */
const detailSchema = z.object({
  'changed-tag-keys': z.array(z.string()).optional().catch(undefined),
  tags: z.record(z.string(), z.string()).optional().catch(undefined),
});

/**
 * A `Tag Change on Resource` event of `aws.tag`: comes without CloudTrail, for every way of tagging. Its `tags` are
 * all that the resource has now; a changed key that is not among them was removed.
 */
export function parseTagChange(event: Envelope, { region, tagPrefix }: ParseContext): LoadBalancerHint[] {
  const arns = checkShape(resourcesSchema, event.resources, 'resources');
  const ids = loadBalancersOfArns(arns, region, 'resources');
  const tags = saidBy(checkShape(detailSchema, event.detail, 'detail'), tagPrefix);
  const cause = { event: event['detail-type'], eventId: event.id, at: event.time, ...replayed(event) };
  return ids.map((id) => ({ kind: 'load-balancer', id, cause, ...(tags && { says: { tags } }) }));
}

function saidBy(detail: z.infer<typeof detailSchema>, prefix: string): SaidTags | undefined {
  const { tags, 'changed-tag-keys': changed = [] } = detail;
  if (tags === undefined) return undefined;
  const standing = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const gone = changed.filter((key) => !Object.hasOwn(tags, key));
  const said = { ...removedTags(gone, prefix), ...setTags(standing, prefix) };
  return Object.keys(said).length === 0 ? undefined : said;
}
