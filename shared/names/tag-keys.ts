import { closest, distance } from 'fastest-levenshtein';
import { isSetting, SETTINGS, type Setting } from './setting-values.ts';

const HOSTNAME = 'hostname';
/** Characters by which a misspelt key differs: two letters that changed places are two. */
const MISSPELT = 2;

/**
 * Keys of the tag contract for the load balancer as a whole, not for names: what it belongs to (shared/surveys/binding.ts),
 * where its names come from and whether they are checked (sources.ts).
 */
export const WHOLE: readonly string[] = ['cluster', 'service', 'hostname-source', 'match'];

/**
 * A tag key of ours: names, or a setting of names, under a label (empty where it has none); one for the load balancer as a
 * whole; or one that is ignored, and why.
 */
export type TagKey =
  | { readonly kind: 'hostname'; readonly label: string }
  | { readonly kind: 'setting'; readonly setting: Setting; readonly label: string }
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'ignored';
      readonly reason: string;
      /** So close to the key for names that its value may well be names. */
      readonly meansHostname?: true;
    };

/** Reads a tag key by the tag contract; `undefined` for one that has not our prefix. */
export function parseTagKey(key: string, prefix: string): TagKey | undefined {
  if (!key.startsWith(`${prefix}/`)) return undefined;
  const [, base = '', dot = '', label = ''] = /^([^.]*)(\.?)(.*)$/s.exec(key.slice(prefix.length + 1)) ?? [];
  if (WHOLE.includes(base)) return dot === '' ? { kind: 'whole' } : ignored(unlabelled(`${prefix}/${base}`));
  const isKnown = base === HOSTNAME || isSetting(base);
  if (!isKnown) {
    const nearest = closest(base.toLowerCase(), [HOSTNAME, ...SETTINGS, ...WHOLE]);
    const reason = `is no key of the tag contract: ignored; the nearest is ${prefix}/${nearest}${dot}${label}`;
    const isMisspelt = nearest === HOSTNAME && distance(base.toLowerCase(), HOSTNAME) <= MISSPELT;
    return { kind: 'ignored', reason, ...(isMisspelt && { meansHostname: true }) };
  }
  if (dot !== '' && label === '') {
    const reason = `has an empty label: ignored; use ${prefix}/${base}`;
    return { kind: 'ignored', reason, ...(base === HOSTNAME && { meansHostname: true }) };
  }
  return isSetting(base) ? { kind: 'setting', setting: base, label } : { kind: 'hostname', label };
}

/** Of a setting whose label no hostname tag has; `labels`: those that hostname tags have. */
export function strayLabel(
  setting: Setting,
  label: string,
  labels: readonly string[],
  prefix: string,
): string {
  const named = labels.filter((each) => each !== '');
  const next =
    named.length > 0
      ? `the nearest is ${prefix}/${setting}.${closest(label, named)}`
      : `for all names it is ${prefix}/${setting}`;
  return `holds for no name, because there is no ${prefix}/${HOSTNAME}.${label}: ignored; ${next}`;
}

const unlabelled = (key: string): string =>
  `is for the load balancer as a whole, which has no labels: ignored; use ${key}`;

const ignored = (reason: string): TagKey => ({ kind: 'ignored', reason });
