import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Hostname } from './hostname.ts';
import { parseHostname } from './parse-hostname.ts';
import { parseTagKey } from './tag-keys.ts';

/** What a ledger row of a load balancer holds. */
export const NAMES_PER_LOAD_BALANCER = 3_000;

/** What the tags of a load balancer ask for. */
export interface Wishes {
  /** `label`: of the tag that asks for it, empty for the plain one; the first one of a name that is asked for twice. */
  readonly hosts: ReadonlyMap<Hostname, { readonly label: string }>;
  /** Reason by name, as the tag spells it. */
  readonly refused: ReadonlyMap<string, string>;
  /** Keys with our prefix that ask for nothing. They refuse no name. */
  readonly unknownKeys: readonly { readonly key: string; readonly reason: string }[];
}

/** The names that a load balancer asks for by its tags, each judged by itself. */
export function wishes(loadBalancer: Pick<LoadBalancer, 'kind' | 'tags'>, tagPrefix: string): Wishes {
  const hosts = new Map<Hostname, { readonly label: string }>();
  const refused = new Map<string, string>();
  const unknownKeys: { readonly key: string; readonly reason: string }[] = [];
  // In an order that does not hang on how the API lists tags: whoever asks twice gets the same label each time.
  for (const key of Object.keys(loadBalancer.tags).sort()) {
    const read = parseTagKey(key, tagPrefix);
    if (read === undefined) continue;
    if ('ignored' in read) {
      unknownKeys.push({ key, reason: read.ignored });
      continue;
    }
    for (const text of textsOf(loadBalancer.tags[key])) {
      const parsed = parseHostname(text);
      if ('refused' in parsed) refused.set(text, `"${text}" ${parsed.refused}`);
      else if (loadBalancer.kind === 'gateway') refused.set(parsed.ok, GATEWAY);
      else if (hosts.has(parsed.ok)) continue;
      else if (hosts.size >= NAMES_PER_LOAD_BALANCER) refused.set(parsed.ok, TOO_MANY);
      else hosts.set(parsed.ok, { label: read.label });
    }
  }
  return { hosts, refused, unknownKeys };
}

const GATEWAY =
  'a gateway load balancer has no DNS name to point at: tag an application, network or classic load balancer';
const TOO_MANY = `a load balancer has ${NAMES_PER_LOAD_BALANCER} names at most: ask for this one with another`;

/** Names stand between spaces, of any kind and number. */
function textsOf(value = ''): readonly string[] {
  return value.split(/[\s\p{Z}]+/u).filter((text) => text !== '');
}
