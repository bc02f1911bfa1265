import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Match, Settings, Source } from '../settings.ts';
import type { Ignored } from './askings.ts';

/** What the settings and a load balancer's own tags say of where its names come from and whether they are checked. */
export interface Naming {
  readonly sources: readonly Source[];
  readonly match: Match;
  /** Tags of ours that are not followed, and why. */
  readonly ignored: readonly Ignored[];
}

const MATCHES: readonly Match[] = ['when-bound', 'required', 'off'];

/** `cluster`: the one that its tags name, empty for none. */
export function namingOf(
  { tags }: Pick<LoadBalancer, 'tags'>,
  cluster: string,
  {
    tagPrefix,
    clusters,
    sources = ['tags'],
    matchByTag = false,
  }: Pick<Settings, 'tagPrefix' | 'clusters' | 'sources' | 'matchByTag'>,
): Naming {
  const own = clusters.find(({ name }) => name === cluster);
  const keys = { source: `${tagPrefix}/hostname-source`, match: `${tagPrefix}/match` };
  const ignored: Ignored[] = [];
  const ignore = (key: string, reason: string) => ignored.push({ key, reason });

  const given: readonly Source[] = own?.sources ?? sources;
  let used = given;
  const source = tags[keys.source]?.trim().toLowerCase();
  if (source === 'hosts' && cluster === '')
    ignore(
      keys.source,
      `is "hosts", and its tags name no cluster: ignored, nothing is known of what stands behind it; add the tag ${tagPrefix}/cluster`,
    );
  else if (source === 'hosts') used = [...new Set<Source>([...given, 'hosts'])];
  else if (source === 'tag') used = ['tags'];
  else if (source !== undefined)
    ignore(
      keys.source,
      `is "${tags[keys.source]}", expected tag or hosts: ignored, names come from ${given.join(', ')}`,
    );

  let match = own?.match ?? 'when-bound';
  const asked = tags[keys.match]?.trim().toLowerCase();
  const found = MATCHES.find((each) => each === asked);
  if (asked !== undefined && !matchByTag)
    ignore(keys.match, 'is not allowed by the settings: ignored; set `matchByTag` to true to allow it');
  else if (found !== undefined) match = found;
  else if (asked !== undefined)
    ignore(
      keys.match,
      `is "${tags[keys.match]}", expected when-bound, required or off: ignored, it is ${match}`,
    );
  return { sources: used, match, ignored };
}
