import { kindOf, type ObjectRef, refOf } from '../kubernetes/kinds.ts';
import type { Ingress } from '../kubernetes/parse-ingress.ts';
import { entriesOf, mergeServes } from './behind.ts';
import { ingressHosts } from './ingress-hosts.ts';
import type { Entrance } from './survey.ts';

/**
 * Ingresses with what they serve. `services`: by `namespace/name`.
 *
 * One that has rules without host alone declares none by itself. Where it shares its load balancer with another Ingress
 * that does (of its group, or of its controller), and no mesh stands behind that load balancer, it serves every host there,
 * as one of its rules would beside the others.
 */
export function ingressEntrances(
  ingresses: readonly Ingress[],
  services: ReadonlyMap<string, Entrance>,
): readonly (readonly [ObjectRef, Entrance])[] {
  const found = ingresses.map((ingress) => ({
    ref: refOf('Ingress', ingress.name),
    shows: ingress.shows,
    ...ingressHosts(ingress, (service) => services.get(service)?.serves),
  }));
  const entrances = [...services.values(), ...found];
  const declared = shownBy(entrances.filter(({ serves }) => entriesOf(serves).length > 0));
  const meshed = shownBy(
    entrances.filter(({ serves }) => entriesOf(serves).some(([ref]) => kindOf(ref) !== 'Ingress')),
  );
  return found.map(({ ref, shows, serves, catchesAll }) => {
    const besides = catchesAll && shows.some((dnsName) => declared.has(dnsName) && !meshed.has(dnsName));
    return [ref, { shows, serves: mergeServes(besides ? [serves, { [ref]: ['*'] }] : [serves]) }];
  });
}

function shownBy(entrances: readonly Pick<Entrance, 'shows'>[]): ReadonlySet<string> {
  return new Set(entrances.flatMap(({ shows }) => shows));
}
