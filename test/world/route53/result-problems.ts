import { cloudFrontZone, serviceZoneSuffix } from './alias-zones.ts';
import { isWithin } from './domain-name.ts';
import { loopProblems } from './loop-problems.ts';
import { mixtureProblems } from './routing.ts';
import { keyOf, type StoredSet } from './stored-set.ts';
import type { Zone } from './zone.ts';

/** What is wrong with the sets that a batch wrote, in the zone as the whole batch leaves it. */
export function resultProblems(zone: Zone, written: readonly StoredSet[], recordsPerZone: number): string[] {
  return [
    ...written.flatMap((set) => [
      ...placeProblems(zone, set),
      ...neighbourProblems(zone, set),
      ...aliasProblems(zone, set),
      ...loopProblems(zone, set),
    ]),
    ...apexProblems(zone),
    ...(written.length > 0 && zone.records.size > recordsPerZone
      ? [`Exceeded limit MAX_RRSETS_BY_ZONE for zone: ${zone.id}`]
      : []),
  ];
}

function placeProblems(zone: Zone, { Name: name, Type: type }: StoredSet): string[] {
  if (!isWithin(name, zone.name))
    return [`RRSet with DNS name ${name} is not permitted in zone ${zone.name}`];
  if (type === 'CNAME' && name === zone.name)
    return [`RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zone.name}`];
  if (type === 'NS' && name.startsWith('\\052.'))
    return [`RRSet of type NS with DNS name ${name} is not permitted as a wildcard in zone ${zone.name}`];
  return [];
}

function neighbourProblems(zone: Zone, set: StoredSet): string[] {
  const others = zone.records.named(set.Name).filter((other) => keyOf(other) !== keyOf(set));
  const strangers = others.filter(({ Type }) => Type !== set.Type);
  const problems = mixtureProblems(
    set,
    others.filter(({ Type }) => Type === set.Type),
  );
  if (set.Type === 'CNAME' && set.Name !== zone.name && strangers.length > 0)
    problems.push(
      `RRSet of type CNAME with DNS name ${set.Name} is not permitted as it conflicts with other records with the same DNS name in zone ${zone.name}`,
    );
  // Two spaces before CNAME, as in the service's own text.
  if (set.Type !== 'CNAME' && set.Name !== zone.name && strangers.some(({ Type }) => Type === 'CNAME'))
    problems.push(
      `RRSet of type ${set.Type} with DNS name ${set.Name} is not permitted because a conflicting RRSet of type  CNAME with the same DNS name already exists in zone ${zone.name}`,
    );
  return problems;
}

/**
 * An alias within its zone to what is not there at its turn: a batch that makes the target afterwards is refused, too
 * (DNSControl#937).
 */
export function missingTargetProblems(zone: Zone, set: StoredSet): string[] {
  const { Type: type, AliasTarget: alias } = set;
  const target = alias?.DNSName ?? '';
  if (alias?.HostedZoneId !== zone.id || !isWithin(target, zone.name)) return [];
  const found = zone.records
    .named(target)
    .some((other) => other.Type === type && keyOf(other) !== keyOf(set));
  return found ? [] : [`${subjectOf(set)}, but that target was not found`];
}

function subjectOf({ Type: type, AliasTarget: alias }: StoredSet): string {
  return `Tried to create an alias that targets ${alias?.DNSName}, type ${type} in zone ${alias?.HostedZoneId}`;
}

function aliasProblems(zone: Zone, set: StoredSet): string[] {
  const { Type: type, AliasTarget: alias } = set;
  if (alias === undefined) return [];
  const target = alias.DNSName ?? '';
  const subject = subjectOf(set);
  if (alias.HostedZoneId === zone.id) {
    return isWithin(target, zone.name)
      ? []
      : [`${subject}, but the alias target name does not lie within the target zone`];
  }
  const suffix = serviceZoneSuffix(alias.HostedZoneId ?? '');
  if (suffix === undefined || !target.endsWith(suffix))
    return [`${subject}, but the alias target name does not lie within the target zone`];
  if (type !== 'A' && type !== 'AAAA') return [`${subject}, but that target was not found`];
  if (alias.HostedZoneId !== cloudFrontZone) return [];
  if (zone.private)
    return [`${subject}, but an alias to CloudFront is not permitted in a private hosted zone`];
  return alias.EvaluateTargetHealth === true
    ? [`${subject}, but EvaluateTargetHealth must be false for an alias to CloudFront`]
    : [];
}

function apexProblems(zone: Zone): string[] {
  const types = zone.records.named(zone.name).map(({ Type }) => Type);
  return [
    ...(types.includes('SOA') ? [] : ['A HostedZone must contain exactly one SOA record.']),
    ...(types.includes('NS')
      ? []
      : ['A HostedZone must contain at least one NS record for the zone itself.']),
  ];
}
