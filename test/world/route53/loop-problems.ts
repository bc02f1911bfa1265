import { DomainNameProblem, normaliseDomainName } from './domain-name.ts';
import type { StoredSet } from './stored-set.ts';
import type { Zone } from './zone.ts';

interface Step {
  readonly name: string;
  /** That of an alias, which its target has as well; a CNAME leads to all types. */
  readonly type?: string;
}

/** A CNAME or an alias within the zone that leads back to itself. */
export function loopProblems(zone: Zone, set: StoredSet): string[] {
  const seen = new Set<string>();
  const open = stepsOf(zone, set);
  for (let step = open.shift(); step !== undefined; step = open.shift()) {
    const { name, type } = step;
    if (name === set.Name && (type ?? set.Type) === set.Type)
      return [
        `RRSet of type ${set.Type} with DNS name ${set.Name} is not permitted as it creates a CNAME or alias loop in the zone.`,
      ];
    if (seen.has(`${name} ${type}`)) continue;
    seen.add(`${name} ${type}`);
    for (const next of zone.records.named(name))
      if (type === undefined || next.Type === type || next.Type === 'CNAME')
        open.push(...stepsOf(zone, next));
  }
  return [];
}

function stepsOf(zone: Zone, { Type, AliasTarget: alias, ResourceRecords: records = [] }: StoredSet): Step[] {
  if (alias !== undefined)
    return alias.HostedZoneId === zone.id ? [{ name: alias.DNSName ?? '', type: Type }] : [];
  return Type === 'CNAME' ? records.flatMap(({ Value }) => named(Value ?? '')) : [];
}

/** What is no name is refused elsewhere. */
function named(value: string): Step[] {
  try {
    return [{ name: normaliseDomainName(value) }];
  } catch (error) {
    if (error instanceof DomainNameProblem) return [];
    throw error;
  }
}
