import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Hostname } from '../names/hostname.ts';
import type { Zone } from './zone.ts';

/** `among`: the zones between which the settings leave no choice; what stands in one of them stays. */
export type ChosenZone =
  | { readonly zone: Zone }
  | { readonly refused: string; readonly among?: readonly Zone[] };

/**
 * The configured zone that a name of a load balancer belongs to: the longest suffix of whole labels, the apex itself
 * included, among public zones for an internet-facing load balancer and private ones for an internal one. The suffix
 * of `*.example.com` may be `example.com` or above, never itself: no zone has such a name.
 */
export function chooseZone(
  host: Hostname,
  scheme: LoadBalancer['scheme'],
  zones: readonly Zone[],
): ChosenZone {
  const isPrivate = scheme === 'internal';
  const candidates = holding(
    host,
    zones.filter((each) => each.private === isPrivate),
  );
  const [zone, other] = candidates;
  if (zone === undefined) return { refused: whyNone(host, isPrivate, zones) };
  if (other?.name === zone.name) {
    return {
      refused: `zones ${zone.id} and ${other.id} are both ${told(zone)}: configure one of them only`,
      among: candidates.filter(({ name }) => name === zone.name),
    };
  }
  return { zone };
}

/** Longest name first. */
function holding(host: Hostname, zones: readonly Zone[]): readonly Zone[] {
  return zones
    .filter(({ name }) => host === name || host.endsWith(`.${name}`))
    .sort((a, b) => b.name.length - a.name.length);
}

function whyNone(host: Hostname, isPrivate: boolean, zones: readonly Zone[]): string {
  const visibility = isPrivate ? 'private' : 'public';
  const none = `no configured ${visibility} zone holds ${host}`;
  const [elsewhere] = holding(host, zones);
  if (elsewhere !== undefined) {
    const whose = isPrivate ? 'an internal load balancer' : 'an internet-facing load balancer';
    return `${none}; the ${told(elsewhere)} does: ${whose} publishes in ${visibility} zones`;
  }
  const names = zones.filter((zone) => zone.private === isPrivate).map(({ name }) => name);
  return names.length === 0
    ? `${none}: the settings name no ${visibility} zone`
    : `${none}: the settings name ${names.slice(0, TOLD).join(', ')}${names.length > TOLD ? ', …' : ''}`;
}

/** Zones told in a reason: a ledger row holds it. */
const TOLD = 10;

function told(zone: Zone): string {
  return `${zone.private ? 'private' : 'public'} zone ${zone.name}`;
}
