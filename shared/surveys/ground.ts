import { type Kind, kindOf } from '../kubernetes/kinds.ts';
import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import { type Behind, behindOf, declaringKinds, servedHosts } from './behind.ts';
import { type BoundTo, bindingOf } from './binding.ts';
import { some } from './some.ts';
import type { Survey } from './survey.ts';

export interface GroundInput {
  readonly loadBalancer: Pick<LoadBalancer, 'dnsName' | 'tags'>;
  readonly tagPrefix: string;
  /** The stored survey of the cluster that the tags name, if there is one. */
  readonly survey: Survey | undefined;
  /** Names of the clusters in the settings. */
  readonly clusters: readonly string[];
  /** Epoch ms: only a survey that began then or later is believed. */
  readonly freshSince: number;
}

/**
 * What is known of what stands behind a load balancer. Reasons hold no times, so that a second look at the same state of
 * things says the same.
 */
export type Ground =
  /** Its tags name no cluster. */
  | { readonly kind: 'free' }
  /** The settings or the tags do not let its cluster be asked. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not known: a survey that begins now or later must be asked for. */
  | { readonly kind: 'ask'; readonly cluster: string; readonly reason: string }
  /** Not known, and asking again would not help: the cluster could not be read just now. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** What the tags name is not there, or no status shows this load balancer (yet). */
  | { readonly kind: 'not-bound'; readonly reason: string }
  | {
      readonly kind: 'bound';
      readonly cluster: string;
      /** When the survey began, epoch ms. */
      readonly startedAt: number;
      readonly behind: Behind;
      /** Served by anything behind it, sorted: many names are judged by them. */
      readonly hosts: readonly string[];
      /** Kinds that the cluster does not have at all. */
      readonly notServed: readonly Kind[];
      /** Nothing declares hosts behind it now; until when something did, if that is less than an hour ago (epoch ms). */
      readonly declaredUntil?: number | undefined;
    };

export function groundOf({ loadBalancer, tagPrefix, survey, clusters, freshSince }: GroundInput): Ground {
  const { dnsName, tags } = loadBalancer;
  const binding = bindingOf(tags, tagPrefix);
  if (binding === undefined) return { kind: 'free' };
  if (binding.kind === 'problem') return { kind: 'refused', reason: binding.problem };
  const { cluster, entrance } = binding;
  if (!clusters.includes(cluster)) {
    const reason = `cluster ${cluster}, which its tags name, is not in the settings: add it to \`clusters\` and deploy`;
    return { kind: 'refused', reason };
  }
  if (survey === undefined)
    return { kind: 'ask', cluster, reason: `cluster ${cluster} was not surveyed yet` };
  if (survey.startedAt < freshSince)
    return { kind: 'ask', cluster, reason: `the last survey of cluster ${cluster} is too old` };
  if (!survey.complete) {
    const problem = survey.problem ?? 'no reason was given';
    return { kind: 'unknown', reason: `cluster ${cluster} could not be read: ${problem}` };
  }
  const behind = behindOf(survey, dnsName, entrance.kind === 'in front of' ? [entrance.object] : []);
  const missing = notBound(entrance, dnsName, survey, behind, tagPrefix);
  if (missing !== undefined) return { kind: 'not-bound', reason: missing };
  const { startedAt, notServed = [], declared = {} } = survey;
  const times = behind.objects.flatMap((ref) => declared[ref] ?? []);
  const declaredUntil =
    times.length > 0 && declaringKinds(behind).length === 0 ? Math.max(...times) : undefined;
  const hosts = servedHosts(behind);
  return { kind: 'bound', cluster, startedAt, behind, hosts, notServed, declaredUntil };
}

/** "Nothing is bound yet" and "nothing declares hosts" are different answers: the second needs the object itself. */
function notBound(
  entrance: BoundTo,
  dnsName: string,
  { cluster, entrances }: Survey,
  { objects }: Behind,
  tagPrefix: string,
): string | undefined {
  if (entrance.kind === 'unnamed')
    return objects.length > 0
      ? undefined
      : `its tags say only that it belongs to cluster ${cluster}, and no status there shows ${dnsName} (yet): if no controller made it, add the tag ${tagPrefix}/service`;
  if (entrance.kind === 'group')
    return objects.some((ref) => kindOf(ref) === 'Ingress' && entrances[ref]?.shows.includes(dnsName))
      ? undefined
      : `no Ingress of group ${entrance.group} in cluster ${cluster} shows ${dnsName} in its status (yet)`;
  const { object, kind } = entrance;
  const there = entrances[object];
  if (there === undefined) return `${object}, which its tags name, is not in cluster ${cluster}`;
  return kind === 'in front of' || there.shows.includes(dnsName)
    ? undefined
    : `the status of ${object} in cluster ${cluster} shows ${some(there.shows)}, not ${dnsName} (yet)`;
}
