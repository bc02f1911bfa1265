import { SignpostError } from '../errors.ts';
import { type Answer, type Ask, listById } from './list-by-id.ts';
import type { LoadBalancer, LoadBalancerId, Look } from './load-balancer.ts';

type Tags = Readonly<Record<string, string>>;

/** Descriptions first, then tags of what is there. One that vanishes in between is gone. */
export async function listWithTags<Description>(
  ids: readonly LoadBalancerId[],
  describe: Ask<LoadBalancerId, Description>,
  describeTags: Ask<LoadBalancerId, Tags>,
  toLoadBalancer: (description: Description, tags: Tags) => LoadBalancer,
): Promise<ReadonlyMap<LoadBalancerId, Look>> {
  const descriptions = await listById(ids, describe);
  const present = [...descriptions].flatMap(([id, { kind }]) => (kind === 'present' ? [id] : []));
  const tags = await listById(present, describeTags);
  return new Map(
    [...descriptions].map(([id, description]) => [id, look(description, tags.get(id), toLoadBalancer)]),
  );
}

function look<Description>(
  description: Answer<Description>,
  tags: Answer<Tags> | undefined,
  toLoadBalancer: (description: Description, tags: Tags) => LoadBalancer,
): Look {
  if (description.kind !== 'present') return description;
  if (tags === undefined) return { kind: 'unknown', error: new SignpostError('Its tags were not asked for') };
  if (tags.kind !== 'present') return tags;
  try {
    return { kind: 'present', loadBalancer: toLoadBalancer(description.item, tags.item) };
  } catch (error) {
    return { kind: 'unknown', error: error instanceof Error ? error : new SignpostError(String(error)) };
  }
}
