import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Hostname } from '../names/hostname.ts';
import type { RecordSettings } from '../names/record-settings.ts';
import type { Zone } from './zone.ts';

/** `refused`: why it is in none, or in only one of the two that it is to be in. */
export interface ChosenZones {
  readonly zones: readonly Zone[];
  readonly refused?: string;
}

type Visibility = 'public' | 'private';

/**
 * The configured zones that a name of a load balancer belongs to: the one that its tags pin; else, of each visibility
 * that `access` asks for (by default public for an internet-facing load balancer, private for an internal one), the
 * longest suffix of whole labels, the apex itself included. The suffix of `*.example.com` may be `example.com` or above,
 * never itself: no zone has such a name.
 */
export function chooseZones(
  host: Hostname,
  scheme: LoadBalancer['scheme'],
  { access, zoneId }: Pick<RecordSettings, 'access' | 'zoneId'>,
  zones: readonly Zone[],
): ChosenZones {
  if (zoneId !== undefined) return pinned(host, zoneId, access, zones);
  const byScheme = scheme === 'internal' ? 'private' : 'public';
  const wanted: readonly Visibility[] = access === 'both' ? ['public', 'private'] : [access ?? byScheme];
  const chosen = wanted.map((visibility) => {
    const because =
      access === undefined
        ? `an ${scheme} load balancer publishes in ${visibility} zones, unless the tag access says otherwise`
        : `the tag access is ${access}`;
    return chooseZone(host, visibility, because, zones);
  });
  const refused = chosen.flatMap((each) => ('refused' in each ? each.refused : [])).join('; ');
  const found = chosen.flatMap((each) => ('refused' in each ? [] : each));
  return { zones: found, ...(refused && { refused }) };
}

function pinned(
  host: Hostname,
  zoneId: string,
  access: RecordSettings['access'],
  zones: readonly Zone[],
): ChosenZones {
  const refuse = (refused: string): ChosenZones => ({ zones: [], refused });
  const zone = zones.find(({ id }) => id === zoneId);
  if (zone === undefined)
    return refuse(
      `the tag zone-id pins zone ${zoneId}, expected one of the settings: ${some(zones.map(({ id, name }) => `${id} (${name})`))}`,
    );
  if (!holds(zone, host))
    return refuse(
      `the tag zone-id pins ${zoneId}, which is ${told(zone)} and does not hold ${host}: remove the tag, or correct it`,
    );
  if (access !== undefined && access !== visibilityOf(zone))
    return refuse(
      `the tag zone-id pins ${zoneId}, which is ${told(zone)}, and the tag access is ${access}: remove one of the tags`,
    );
  return { zones: [zone] };
}

function chooseZone(
  host: Hostname,
  visibility: Visibility,
  because: string,
  zones: readonly Zone[],
): Zone | { readonly refused: string } {
  const [zone, other] = holding(
    host,
    zones.filter((each) => visibilityOf(each) === visibility),
  );
  if (zone === undefined) return { refused: whyNone(host, visibility, because, zones) };
  return other?.name === zone.name
    ? { refused: `zones ${zone.id} and ${other.id} are both ${told(zone)}: pin one with the tag zone-id` }
    : zone;
}

/** Longest name first. */
function holding(host: Hostname, zones: readonly Zone[]): readonly Zone[] {
  return zones.filter((zone) => holds(zone, host)).sort((a, b) => b.name.length - a.name.length);
}

function holds({ name }: Zone, host: Hostname): boolean {
  return host === name || host.endsWith(`.${name}`);
}

function whyNone(host: Hostname, visibility: Visibility, because: string, zones: readonly Zone[]): string {
  const none = `no configured ${visibility} zone holds ${host}`;
  const [elsewhere] = holding(host, zones);
  if (elsewhere !== undefined) return `${none}; the ${told(elsewhere)} does: ${because}`;
  const others = zones.filter((zone) => visibilityOf(zone) === visibility);
  return others.length === 0
    ? `${none}: the settings name no ${visibility} zone`
    : `${none}: the settings name ${some(others.map(({ name }) => name))}`;
}

/** Zones told in a reason: a ledger row holds it. */
const TOLD = 10;

function some(names: readonly string[]): string {
  return `${names.slice(0, TOLD).join(', ')}${names.length > TOLD ? ', …' : ''}`;
}

function visibilityOf(zone: Zone): Visibility {
  return zone.private ? 'private' : 'public';
}

function told(zone: Zone): string {
  return `${visibilityOf(zone)} zone ${zone.name}`;
}
