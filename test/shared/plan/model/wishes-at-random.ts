import fc from 'fast-check';
import type { Routing } from '../../../../shared/records/routing.ts';
import type { Wish } from './wishes.ts';
import { NO_HEALTH_CHECK } from './zone.ts';

export type Family = 'simple' | 'weighted' | 'latency' | 'failover' | 'geolocation' | 'geoproximity';
/** The weighted ones, of which most can stand side by side, more often. */
export const PLAIN: readonly Family[] = [
  'simple',
  'weighted',
  'weighted',
  'latency',
  'failover',
  'geolocation',
  'geoproximity',
];

const variants = fc.record({
  setId: fc.constantFrom('', '', '', '', 'x', 'y', 'z'),
  place: fc.constantFrom(0 as const, 1 as const, 2 as const),
  value: fc.constantFrom(0, 10),
  more: fc.oneof(
    { weight: 12, arbitrary: fc.constant<Partial<Wish>>({}) },
    { weight: 3, arbitrary: fc.constant<Partial<Wish>>({ types: ['A', 'AAAA'] }) },
    { weight: 1, arbitrary: fc.constant<Partial<Wish>>({ types: ['AAAA'] }) },
    { weight: 1, arbitrary: fc.constant<Partial<Wish>>({ kind: 'cname', ttl: 60 }) },
    { weight: 1, arbitrary: fc.constant<Partial<Wish>>({ kind: 'cname', ttl: 300 }) },
    { weight: 1, arbitrary: fc.constant<Partial<Wish>>({ healthCheckId: NO_HEALTH_CHECK }) },
    { weight: 1, arbitrary: fc.constant<Partial<Wish>>({ target: 'front' }) },
  ),
});

/** Few values of each, so that they meet. An empty set identifier becomes one of the load balancer's own. */
export function wishes(among: readonly Family[]): fc.Arbitrary<Wish> {
  return fc.tuple(fc.constantFrom(...among), variants).map(([family, { setId, place, value, more }]) => {
    const { healthCheckId, ...rest } = more;
    const wish: Wish = { kind: 'alias', ...rest };
    if (family === 'simple') return wish;
    const routing = routingOf(family, place, value);
    return { ...wish, ...(setId && { setId }), ...(healthCheckId && { healthCheckId }), routing };
  });
}

const REGIONS = ['us-east-1', 'eu-west-1', 'sa-east-1'] as const;
const LOCATIONS = [{ country: 'DE' }, { country: '*' }, { continent: 'AS' }] as const;

function routingOf(policy: Exclude<Family, 'simple'>, place: 0 | 1 | 2, value: number): Routing {
  switch (policy) {
    case 'weighted':
      return { policy, weight: value };
    case 'latency':
      return { policy, region: REGIONS[place] };
    case 'failover':
      return { policy, role: place === 0 ? 'PRIMARY' : 'SECONDARY' };
    case 'geolocation':
      return { policy, location: LOCATIONS[place] };
    case 'geoproximity':
      return { policy, region: REGIONS[place], bias: value };
  }
}
