import type { NameCondition } from './name-condition.ts';

/** Zones of one name with the same condition: a public and a private one, say. */
export interface ZoneUnit extends NameCondition {
  readonly ids: readonly string[];
  readonly name: string;
}

/**
 * Zones whose conditions can stand in one statement, as the patterns of all of them together, and each still has just its
 * own: a pattern that ends in the name of its zone is like no name of the other zones, since Route 53 keeps no name in a
 * zone that does not end in the zone's name; and a pattern without that end is one of all of them.
 */
export function zoneGroups(units: readonly ZoneUnit[]): readonly (readonly ZoneUnit[])[] {
  const groups: { readonly key: string; readonly units: ZoneUnit[] }[] = [];
  for (const unit of alike(units)) {
    const key = JSON.stringify([loose(unit.name, unit.like), loose(unit.name, unit.notLike)]);
    const found = groups.find(
      (group) => group.key === key && !group.units.some((other) => nested(other, unit)),
    );
    if (found) found.units.push(unit);
    else groups.push({ key, units: [unit] });
  }
  return groups.map((group) => group.units);
}

function alike(units: readonly ZoneUnit[]): readonly ZoneUnit[] {
  const merged = Map.groupBy(units, ({ name, like, notLike }) => JSON.stringify([name, like, notLike]));
  return [...merged.values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, ids: [first, ...rest].flatMap(({ ids }) => ids) }] : [],
  );
}

/** Patterns that do not end in the zone's name. */
function loose(name: string, patterns: readonly string[]): readonly string[] {
  return patterns.filter((pattern) => !endsIn(name, pattern)).toSorted();
}

function nested(a: ZoneUnit, b: ZoneUnit): boolean {
  return endsIn(a.name, b.name) || endsIn(b.name, a.name);
}

function endsIn(zoneName: string, name: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}
