import { closest } from 'fastest-levenshtein';

const HOSTNAME = 'hostname';

/** Keys of the tag contract that this version does not act upon yet. */
const SETTINGS = [
  'record-type',
  'ttl',
  'access',
  'zone-id',
  'evaluate-target-health',
  'set-identifier',
  'weight',
  'region',
  'failover',
  'geolocation-continent-code',
  'geolocation-country-code',
  'geolocation-subdivision-code',
  'geoproximity-region',
  'geoproximity-bias',
  'health-check-id',
  'target',
  'priority',
  'hostname-source',
  'match',
];

/** A tag key of ours: names under a label (empty for `<prefix>/hostname`), or one that is ignored, and why. */
export type TagKey = { readonly label: string } | { readonly ignored: string };

/** Reads a tag key by the tag contract; `undefined` for one that has not our prefix. */
export function parseTagKey(key: string, prefix: string): TagKey | undefined {
  if (!key.startsWith(`${prefix}/`)) return undefined;
  const [, base = '', label] = /^([^.]*)(?:\.(.*))?$/s.exec(key.slice(prefix.length + 1)) ?? [];
  if (base === HOSTNAME) {
    return label === ''
      ? { ignored: `has an empty label: use ${prefix}/${HOSTNAME}` }
      : { label: label ?? '' };
  }
  if (SETTINGS.includes(base)) return { ignored: 'is not supported by this version: ignored' };
  const nearest = closest(base.toLowerCase(), [HOSTNAME, ...SETTINGS]);
  return { ignored: `is no key of the tag contract: ignored; the nearest is ${prefix}/${nearest}` };
}
