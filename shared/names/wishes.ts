import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Source } from '../settings.ts';
import type { Behind } from '../surveys/behind.ts';
import { contractTags } from './contract-tags.ts';
import type { Hostname } from './hostname.ts';
import { labelSettings } from './label-settings.ts';
import { type Asking, mergeLabels } from './merge-labels.ts';
import { parseHostname } from './parse-hostname.ts';
import type { RecordSettings } from './record-settings.ts';

/** What a ledger row of a load balancer holds. */
export const NAMES_PER_LOAD_BALANCER = 3_000;

/** A name as the tags ask for it. `label`: of the tag, empty for the plain one; of the first where several ask alike. */
export interface Wish {
  readonly label: string;
  readonly settings: RecordSettings;
  /** A tag asks for it, perhaps beside what stands behind the load balancer. */
  readonly byTag: boolean;
  /** What stands behind the load balancer asks for it, perhaps beside a tag. */
  readonly asked?: true | undefined;
}

/** What the tags of a load balancer ask for. */
export interface Wishes {
  readonly hosts: ReadonlyMap<Hostname, Wish>;
  /** Reason by name: the hostname, or what the tag spells where that is none. */
  readonly refused: ReadonlyMap<string, string>;
  /** Keys with our prefix that ask for nothing. They refuse no name. */
  readonly unknownKeys: readonly { readonly key: string; readonly reason: string }[];
  /**
   * Names in tags whose key is misspelt, with the reason: nothing new is published for them, and a name that was asked
   * for before the slip is not taken down by it.
   */
  readonly meant: ReadonlyMap<Hostname, string>;
}

/** The names that a load balancer asks for by its tags, each judged by itself. */
export function wishes(
  loadBalancer: Pick<LoadBalancer, 'kind' | 'tags'>,
  tagPrefix: string,
  _sources: readonly Source[] = ['tags'],
  _behind?: Behind,
): Wishes {
  const { hostnames, settings, ignored, misspelt } = contractTags(loadBalancer.tags, tagPrefix);
  const forAll = settings.get('') ?? new Map();
  const refused = new Map<string, string>();
  const asked = new Map<Hostname, [Asking, ...Asking[]]>();
  for (const { key, label, text } of hostnames) {
    const asking = { key, label, read: labelSettings(forAll, settings.get(label) ?? new Map()) };
    for (const name of namesOf(text)) {
      const parsed = parseHostname(name);
      if ('refused' in parsed) refused.set(name, `"${name}" ${parsed.refused}`);
      else if (!asked.get(parsed.ok)?.push(asking)) asked.set(parsed.ok, [asking]);
    }
  }
  const hosts = new Map<Hostname, Wish>();
  for (const [host, askings] of asked) {
    const wish = mergeLabels(askings);
    if (loadBalancer.kind === 'gateway') refused.set(host, GATEWAY);
    else if ('refused' in wish) refused.set(host, wish.refused);
    else if (hosts.size >= NAMES_PER_LOAD_BALANCER) refused.set(host, TOO_MANY);
    else hosts.set(host, { ...wish, byTag: true });
  }
  const meant = new Map<Hostname, string>();
  for (const { key, text } of misspelt)
    for (const name of namesOf(text)) {
      const parsed = parseHostname(name);
      if ('ok' in parsed)
        meant.set(
          parsed.ok,
          `asked for by ${key}, which is no key: what stands stays; use ${tagPrefix}/hostname, or remove the tag`,
        );
    }
  return { hosts, refused, unknownKeys: ignored, meant };
}

const GATEWAY =
  'a gateway load balancer has no DNS name to point at: tag an application, network or classic load balancer';
const TOO_MANY = `a load balancer has ${NAMES_PER_LOAD_BALANCER} names at most: ask for this one with another`;

/** Names stand between spaces, of any kind and number. */
function namesOf(value: string): readonly string[] {
  return value.split(/[\s\p{Z}]+/u).filter((text) => text !== '');
}
