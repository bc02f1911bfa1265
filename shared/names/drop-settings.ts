import type { Ignored } from './askings.ts';
import { recordTypeOf } from './default-settings.ts';
import type { GivenSettings } from './label-settings.ts';
import { POLICIES } from './setting-conflicts.ts';
import { readValues, type Setting } from './setting-values.ts';

/** Settings that go with the others no further, where `when` holds of all that are given. */
interface Drop {
  readonly settings: readonly Setting[];
  readonly when: (has: (...settings: readonly Setting[]) => boolean, type: 'alias' | 'cname') => boolean;
  readonly why: string;
}

const ROUTING: readonly Setting[] = POLICIES.flat();

const DROPS: readonly Drop[] = [
  {
    settings: ['record-type'],
    when: (has, type) => type === 'alias' && has('target') && !has('target-zone-id'),
    why: 'an alias needs the hosted zone of its target, aws-target-hosted-zone: the record is a CNAME',
  },
  {
    settings: ['target-zone-id'],
    when: (has) => !has('target'),
    why: 'there is no target, and the hosted zone of the load balancer is known',
  },
  {
    settings: ['target-zone-id'],
    when: (_, type) => type === 'cname',
    why: 'a CNAME does not tell the hosted zone of its target',
  },
  { settings: ['ttl'], when: (_, type) => type === 'alias', why: 'an alias has the TTL of its target' },
  {
    settings: ['evaluate-target-health'],
    when: (_, type) => type === 'cname',
    why: 'only an alias has its target evaluated',
  },
  {
    settings: [...ROUTING, 'multi-value-answer'],
    when: (has) => !has('set-identifier'),
    why: 'there is no set-identifier, without which external-dns makes a simple record',
  },
  {
    settings: ['geolocation-country-code', 'geolocation-subdivision-code'],
    when: (has) => has('geolocation-continent-code'),
    why: 'the continent counts',
  },
  {
    settings: ['geoproximity-bias'],
    when: (has) => !has('geoproximity-region'),
    why: 'there is no aws-geoproximity-region',
  },
  {
    settings: ['set-identifier', 'health-check-id'],
    when: (has) => !has(...ROUTING, 'multi-value-answer'),
    why: 'a simple record has neither set identifier nor health check',
  },
];

/**
 * Annotations of external-dns and what they cannot be had with: where the tag contract refuses, external-dns leaves a
 * setting out and publishes, so people have such manifests. The same is left out here, and told. `forAll`: the tags for
 * all names, of which none is left out.
 */
export function dropSettings(
  forAll: GivenSettings,
  given: GivenSettings,
): { readonly kept: GivenSettings; readonly ignored: readonly Ignored[] } {
  let kept = given;
  const ignored: Ignored[] = [];
  for (const { settings, when, why } of DROPS) {
    const all = new Map([...forAll, ...kept]);
    const has = (...some: readonly Setting[]) => some.some((setting) => all.has(setting));
    if (!when(has, recordTypeOf(readValues(all).values))) continue;
    for (const setting of settings) {
      const key = kept.get(setting)?.key;
      if (key !== undefined) ignored.push({ key, reason: `${why}: ignored, as external-dns does` });
    }
    kept = new Map([...kept].filter(([setting]) => !settings.includes(setting)));
  }
  return { kept, ignored };
}
