import { closest } from 'fastest-levenshtein';
import { SIBLINGS } from './annotation-settings.ts';

/** What external-dns and Tetrate's controller know and Signpost does not do: why. */
const NOT_DONE: Readonly<Record<string, string>> = {
  'internal-hostname':
    'is for the address inside the cluster, which no load balancer has; for a name in a private zone use access',
  'endpoints-type': 'is for Services without a load balancer',
  'record-type': 'is for PTR records; Signpost writes A, AAAA and CNAME',
  ingress: 'is not needed: an Ingress in front of a Gateway is found by its backend',
  'aws-alias':
    'is for an alias to another record, which nobody here watches; an alias to the load balancer is the default',
  'same-zone': 'is for targets in the availability zone of the client, which Route 53 does not know',
  'aws-zone-match-parent': 'is no setting of a name: the zone is the one with the longest matching name',
  'aws-geoproximity-coordinates':
    'is geoproximity by coordinates, which Signpost does not do; use aws-geoproximity-region',
  'aws-geoproximity-local-zone-group':
    'is geoproximity by local zone, which Signpost does not do; use aws-geoproximity-region',
};
/** Of the annotations of external-dns for providers that are not Route 53. */
const OTHER_PROVIDERS = /^(?:azure|cloudflare|coredns|scw|webhook)-/;

export const HOSTNAME_SOURCES: readonly string[] = ['ingress-hostname-source', 'gateway-hostname-source'];

/** All that Signpost knows of external-dns and Tetrate, without prefix; of other providers it knows how theirs begin. */
export const KNOWN_KEYS: readonly string[] = [
  ...['hostname', 'controller', ...HOSTNAME_SOURCES],
  ...Object.keys(SIBLINGS),
  ...Object.keys(NOT_DONE),
];

/** Why a key of external-dns or Tetrate, without its prefix, asks for nothing; `undefined` for one that Signpost acts upon. */
export function whyNotDone(key: string, prefix: string): string | undefined {
  if (Object.hasOwn(NOT_DONE, key)) return `${NOT_DONE[key]}: ignored`;
  if (OTHER_PROVIDERS.test(key)) return 'is for another DNS provider: ignored';
  if (KNOWN_KEYS.includes(key)) return undefined;
  const nearest = closest(key, KNOWN_KEYS);
  return `is no annotation that external-dns knows: ignored; the nearest is ${prefix}/${nearest}`;
}
