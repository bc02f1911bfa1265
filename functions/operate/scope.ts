import type { FreezeScope } from '../../shared/ledger/freeze-row.ts';
import { type NameKey, nameKey } from '../../shared/ledger/rows.ts';
import { parseHostname } from '../../shared/names/parse-hostname.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import { BadCommand } from './bad-command.ts';
import type { CommandOf } from './command.ts';

/** A freeze of what there is not would protect nothing, so zone and name are checked. @throws BadCommand */
export function scopeOf(scope: CommandOf<'freeze'>['scope'], zones: readonly Zone[]): FreezeScope {
  if (scope === 'stack') return 'stack';
  const zone = zoneOf(scope.zone, zones, 'payload.scope.zone');
  if (scope.name === undefined) return `zone#${zone.id}`;
  return `name#${nameIn(zone, scope.name, 'payload.scope.name')}`;
}

export function zoneOf(id: string, zones: readonly Zone[], field = 'payload.zone'): Zone {
  const zone = zones.find((each) => each.id === id.replace(/^\/?hostedzone\//, ''));
  if (zone !== undefined) return zone;
  const known = zones.map((each) => `${each.id} (${each.name}${each.private ? ', private' : ''})`);
  throw new BadCommand([{ field, got: id, expected: `a zone of the settings: ${known.join(', ')}` }]);
}

/** The names that a hostname may be: in the zone that is told, or in each of the settings that holds it. */
export function namesOf(name: string, zone: string | undefined, zones: readonly Zone[]): readonly NameKey[] {
  if (zone !== undefined) return [nameIn(zoneOf(zone, zones), name, 'payload.name')];
  const host = hostOf(name);
  const holding = zones.filter((each) => holds(each, host));
  if (holding.length > 0) return holding.map(({ id }) => nameKey(id, host));
  const known = zones.map((each) => each.name).join(', ');
  throw new BadCommand([
    { field: 'payload.name', got: name, expected: `a name in a zone of the settings: ${known}` },
  ]);
}

function nameIn(zone: Zone, name: string, field: string): NameKey {
  const host = hostOf(name, field);
  if (holds(zone, host)) return nameKey(zone.id, host);
  throw new BadCommand([
    { field, got: name, expected: `${zone.name} or a name below it, as zone ${zone.id} holds` },
  ]);
}

export function hostOf(name: string, field = 'payload.name'): string {
  const parsed = parseHostname(name);
  if ('ok' in parsed) return parsed.ok;
  throw new BadCommand([{ field, got: name, expected: `a hostname: this one ${parsed.refused}` }]);
}

function holds({ name }: Zone, host: string): boolean {
  return host === name || host.endsWith(`.${name}`);
}
