import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Source } from '../settings.ts';
import type { Behind } from '../surveys/behind.ts';
import { annotationAskings } from './annotation-askings.ts';
import { type Ignored, NO_ASKINGS } from './askings.ts';
import { contractTags } from './contract-tags.ts';
import { hostAskings } from './host-askings.ts';
import type { Hostname } from './hostname.ts';
import { mergeLabels } from './merge-labels.ts';
import { readAnnotations } from './object-annotations.ts';
import type { RecordSettings } from './record-settings.ts';
import { tagAskings, tagsNotAsked } from './tag-askings.ts';

/** What a ledger row of a load balancer holds. */
export const NAMES_PER_LOAD_BALANCER = 3_000;

/** A name as it is asked for. `label`: of the key, empty for the plain one; of the first where several ask alike. */
export interface Wish {
  readonly label: string;
  readonly settings: RecordSettings;
  /** A tag asks for it, perhaps beside what stands behind the load balancer. */
  readonly byTag: boolean;
  /** What stands behind the load balancer asks for it, perhaps beside a tag. */
  readonly asked?: true | undefined;
}

/** What is asked for with a load balancer. */
export interface Wishes {
  readonly hosts: ReadonlyMap<Hostname, Wish>;
  /** Reason by name: the hostname, or what is spelt where that is none. */
  readonly refused: ReadonlyMap<string, string>;
  /** Tags and annotations that ask for nothing. They refuse no name. */
  readonly unknownKeys: readonly Ignored[];
  /**
   * Names under a key that is misspelt, with the reason: nothing new is published for them, and a name that was asked
   * for before the slip is not taken down by it.
   */
  readonly meant: ReadonlyMap<Hostname, string>;
}

/**
 * The names that are asked for with a load balancer, each judged by itself: by its tags, by annotations of what stands
 * behind it, by the hosts that are served there. Of a name that several of these ask for, the first says the settings.
 */
export function wishes(
  loadBalancer: Pick<LoadBalancer, 'kind' | 'tags'>,
  tagPrefix: string,
  sources: readonly Source[] = ['tags'],
  behind: Behind = NOTHING_BEHIND,
): Wishes {
  const tags = contractTags(loadBalancer.tags, tagPrefix);
  const forAll = tags.settings.get('') ?? new Map();
  const byTags = sources.includes('tags') ? tagAskings(tags, tagPrefix) : tagsNotAsked(tags, sources);
  const hears = sources.includes('annotations');
  const objects = sources.some((source) => source !== 'tags')
    ? readAnnotations(behind, tagPrefix, forAll)
    : [];
  const byAnnotations = hears ? annotationAskings(objects, forAll, tagPrefix) : NO_ASKINGS;
  const byHosts = sources.includes('hosts') ? hostAskings(behind, forAll, objects, hears) : NO_ASKINGS;
  const all = [byTags, byAnnotations, byHosts];

  const refused = new Map(all.flatMap((each) => [...each.refused]));
  const hosts = new Map<Hostname, Wish>();
  for (const host of new Set(all.flatMap(({ asked }) => [...asked.keys()]))) {
    const askings = all.find(({ asked }) => asked.has(host))?.asked.get(host);
    if (askings === undefined) continue;
    const wish = mergeLabels(askings);
    const byTag = byTags.asked.has(host);
    const asked = byAnnotations.asked.has(host) || byHosts.asked.has(host);
    if (loadBalancer.kind === 'gateway') refused.set(host, GATEWAY);
    else if ('refused' in wish) refused.set(host, wish.refused);
    else if (hosts.size >= NAMES_PER_LOAD_BALANCER) refused.set(host, TOO_MANY);
    else hosts.set(host, { ...wish, byTag, ...(asked && { asked }) });
  }
  return {
    hosts,
    refused,
    unknownKeys: all.flatMap(({ ignored }) => ignored),
    meant: new Map(all.flatMap(({ meant }) => [...meant])),
  };
}

const NOTHING_BEHIND: Behind = { objects: [], serves: {}, annotations: {} };
const GATEWAY =
  'a gateway load balancer has no DNS name to point at: tag an application, network or classic load balancer';
const TOO_MANY = `a load balancer has ${NAMES_PER_LOAD_BALANCER} names at most: ask for this one with another`;
