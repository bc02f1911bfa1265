import { isDeepStrictEqual } from 'node:util';
import { type Cluster, refOf } from '../cluster.ts';
import type { LoadBalancer, LoadBalancers } from '../load-balancers.ts';
import { ofGateway } from './of-gateways.ts';
import { ofIngresses } from './of-ingresses.ts';
import { ofService } from './of-services.ts';
import { statusOf, statusOfRoute } from './status.ts';
import type { Tags, Wanted } from './wanted.ts';

/** A load balancer that a controller made, and keeps as its manifests want it. */
export interface Kept {
  readonly loadBalancer: LoadBalancer;
  readonly tags: Tags;
  readonly shownBy: readonly string[];
}

/** What the controllers of a cluster make of its objects now, and the tags as the facts of each controller have them. */
export function wantedBy({ name, objects }: Cluster): readonly Wanted[] {
  const all = objects();
  return [
    ...all.flatMap((object) => ofService(object, name)),
    ...ofIngresses(all, name),
    ...all.flatMap((object) => ofGateway(object, all, name)),
  ];
}

/**
 * One pass of all controllers: makes what is missing, tags included, before any status shows it; then the statuses; tags
 * of those that are there, added first and removed by a second call; deletes what nothing asks for any more.
 */
export async function reconcile(
  cluster: Cluster,
  elb: LoadBalancers,
  kept: Map<string, Kept>,
): Promise<void> {
  const wanted = wantedBy(cluster);
  for (const [name, { loadBalancer }] of kept)
    if (!wanted.some((each) => each.name === name)) {
      await elb.delete(loadBalancer);
      kept.delete(name);
    }
  for (const each of wanted) {
    const before = kept.get(each.name);
    const loadBalancer = before?.loadBalancer ?? (await elb.create(each));
    const tags = before === undefined ? each.tags : await retag(before, each, elb);
    kept.set(each.name, { loadBalancer, tags, shownBy: each.shownBy.map(refOf) });
  }
  for (const object of cluster.objects()) await report(object);

  async function report(object: ReturnType<Cluster['objects']>[number]): Promise<void> {
    const ref = refOf(object);
    const shown = [...kept.values()].filter(({ shownBy }) => shownBy.includes(ref));
    const status =
      shown.length > 0
        ? statusOf(
            object,
            shown.map(({ loadBalancer: { dnsName } }) => dnsName),
          )
        : statusOfRoute(object);
    if (status !== undefined && !isDeepStrictEqual(status, object['status']))
      await cluster.report(ref, status);
  }
}

async function retag(
  { loadBalancer, tags }: Kept,
  { tags: wanted, retags }: Wanted,
  elb: LoadBalancers,
): Promise<Tags> {
  if (retags === 'never') return tags;
  const added = Object.entries(wanted).filter(([key, value]) => tags[key] !== value);
  if (added.length > 0) await elb.tag(loadBalancer, Object.fromEntries(added));
  if (retags === 'adds') return { ...tags, ...wanted };
  const removed = Object.keys(tags).filter((key) => !(key in wanted));
  if (removed.length > 0) await elb.untag(loadBalancer, removed);
  return wanted;
}
