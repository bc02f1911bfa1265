import {
  type Change,
  type GeoLocation,
  type GeoProximityLocation,
  ResourceRecordSetRegion,
  RRType,
} from '@aws-sdk/client-route-53';
import { policiesOf } from './routing.ts';

const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** What the model of the API refuses in one change before the zone is looked at: messages of InvalidInput. */
export function constraintProblems(change: Change, index: number): string[] {
  const set = change.ResourceRecordSet ?? { Name: undefined, Type: undefined };
  const at = `changeBatch.changes.${index + 1}.member`;
  const path = `${at}.resourceRecordSet`;
  const geo = set.GeoLocation;
  return [
    ...oneOf(change.Action, `${at}.action`, ['UPSERT', 'DELETE', 'CREATE']),
    ...oneOf(set.Type, `${path}.type`, Object.values(RRType)),
    ...(set.Name === undefined ? [violation(set.Name, `${path}.name`, 'Member must not be null')] : []),
    ...length(set.Name, `${path}.name`, 0, 1024),
    ...length(set.SetIdentifier, `${path}.setIdentifier`, 1, 128),
    ...range(set.Weight, `${path}.weight`, 0, 255),
    ...range(set.TTL, `${path}.tTL`, 0, 2_147_483_647),
    ...(set.Region === undefined
      ? []
      : oneOf(set.Region, `${path}.region`, Object.values(ResourceRecordSetRegion))),
    ...(set.Failover === undefined ? [] : oneOf(set.Failover, `${path}.failover`, ['PRIMARY', 'SECONDARY'])),
    ...length(geo?.ContinentCode, `${path}.geoLocation.continentCode`, 2, 2),
    ...length(geo?.CountryCode, `${path}.geoLocation.countryCode`, 1, 2),
    ...length(geo?.SubdivisionCode, `${path}.geoLocation.subdivisionCode`, 1, 3),
    ...length(set.GeoProximityLocation?.AWSRegion, `${path}.geoProximityLocation.aWSRegion`, 1, 64),
    ...length(set.GeoProximityLocation?.LocalZoneGroup, `${path}.geoProximityLocation.localZoneGroup`, 1, 64),
    ...range(set.GeoProximityLocation?.Bias, `${path}.geoProximityLocation.bias`, -99, 99),
    ...length(set.HealthCheckId, `${path}.healthCheckId`, 0, 64),
    ...(set.ResourceRecords ?? []).flatMap(({ Value }, record) =>
      length(Value, `${path}.resourceRecords.${record + 1}.member.value`, 0, 4000),
    ),
  ];
}

/** Members of one change that exclude or need each other: messages of InvalidInput. */
export function structureProblems(change: Change): string[] {
  const set = change.ResourceRecordSet;
  if (set === undefined) return [];
  if (set.AliasTarget !== undefined && set.AliasTarget.EvaluateTargetHealth === undefined)
    return [
      `Invalid XML ; cvc-complex-type.2.4.b: The content of element 'AliasTarget' is not complete. One of '{"${namespace}":EvaluateTargetHealth}' is expected.`,
    ];
  const where = `in Change with [Action=${change.Action}, Name=${set.Name}, Type=${set.Type}, SetIdentifier=${set.SetIdentifier ?? null}]`;
  const ttl = set.TTL !== undefined;
  const values = (set.ResourceRecords ?? []).length > 0;
  const policies = policiesOf(set);
  const problems: string[] = [];
  const target =
    'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]';
  if (set.AliasTarget !== undefined && (ttl || values))
    problems.push(`${target}, but found more than one ${where}`);
  if (set.AliasTarget === undefined && !(ttl && values)) problems.push(`${target}, but found none ${where}`);
  const policy =
    'Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]';
  if (policies.length > 0 && set.SetIdentifier === undefined)
    problems.push(`Missing field 'SetIdentifier' ${where}`);
  if (set.SetIdentifier !== undefined && policies.length === 0)
    problems.push(`${policy}, but found none ${where}`);
  if (policies.length > 1) problems.push(`${policy}, but found more than one ${where}`);
  if (set.MultiValueAnswer !== undefined && set.AliasTarget !== undefined)
    problems.push(
      `Expected at most one of [AliasTarget, or MultiValueAnswer], but found more than one ${where}`,
    );
  const places = [...geographyProblems(set.GeoLocation), ...proximityProblems(set.GeoProximityLocation)];
  return [...problems, ...places.map((problem) => `${problem} ${where}`)];
}

function geographyProblems(geo: GeoLocation | undefined): string[] {
  if (geo === undefined) return [];
  const { ContinentCode: continent, CountryCode: country, SubdivisionCode: subdivision } = geo;
  if (continent !== undefined && (country !== undefined || subdivision !== undefined))
    return ['Expected at most one of [ContinentCode, or CountryCode]'];
  if (continent === undefined && country === undefined)
    return ['Expected exactly one of [ContinentCode, or CountryCode], but found none'];
  return [];
}

/** The guide lets one choose among three; the words are a guess. */
function proximityProblems(place: GeoProximityLocation | undefined): string[] {
  if (place === undefined) return [];
  const { AWSRegion: region, LocalZoneGroup: group, Coordinates: point } = place;
  const given = [region, group, point].filter((each) => each !== undefined).length;
  return given === 1
    ? []
    : [
        `Expected exactly one of [AWSRegion, LocalZoneGroup, or Coordinates], but found ${given === 0 ? 'none' : 'more than one'}`,
      ];
}

/** How a service of AWS names a member that breaks its model. */
export function violation(value: unknown, path: string, constraint: string): string {
  return `Value ${value === undefined ? 'null' : `'${value}'`} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function oneOf(value: string | undefined, path: string, allowed: readonly string[]): string[] {
  return value !== undefined && allowed.includes(value)
    ? []
    : [violation(value, path, `Member must satisfy enum value set: [${allowed.join(', ')}]`)];
}

function range(value: number | undefined, path: string, least: number, most: number): string[] {
  if (value === undefined) return [];
  if (value < least)
    return [violation(value, path, `Member must have value greater than or equal to ${least}`)];
  return value > most ? [violation(value, path, `Member must have value less than or equal to ${most}`)] : [];
}

function length(value: string | undefined, path: string, least: number, most: number): string[] {
  if (value === undefined) return [];
  if (value.length < least)
    return [violation(value, path, `Member must have length greater than or equal to ${least}`)];
  return value.length > most
    ? [violation(value, path, `Member must have length less than or equal to ${most}`)]
    : [];
}
