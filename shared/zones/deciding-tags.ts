import { createHash } from 'node:crypto';
import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import { isBindingTag } from '../surveys/binding.ts';
import type { Zone } from './zone.ts';

type Tags = LoadBalancer['tags'];

/** What of the settings says which tags matter. */
export interface TagSettings {
  readonly tagPrefix: string;
  readonly zones: readonly Pick<Zone, 'allow'>[];
}

/** Characters: short in a row, and as good as unique. */
const LENGTH = 22;

/**
 * A digest of all tags that a look decides by: those of our prefix, those that say what the load balancer belongs to, and
 * those that an allow rule asks for. Empty where it has none of them. Whoever decides by further tags adds them here: a
 * change of a tag that the digest does not cover is found by its event or by the full sweep only.
 */
export function tagDigest(tags: Tags, { tagPrefix, zones }: TagSettings): string {
  const ofRules = new Set(
    zones.flatMap(({ allow = [] }) => allow.flatMap((rule) => Object.keys(rule.tags ?? {}))),
  );
  const deciding = Object.entries(tags)
    .filter(([key]) => key.startsWith(`${tagPrefix}/`) || isBindingTag(key) || ofRules.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (deciding.length === 0) return '';
  return createHash('sha256').update(JSON.stringify(deciding)).digest('base64url').slice(0, LENGTH);
}
