import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { nameKey } from '../../shared/ledger/rows.ts';
import type { RecordSet } from '../../shared/records/record-set.ts';
import type { History } from './history.ts';

/** One text a record set, all of it: equal texts are equal sets, byte by byte, but for last dots. */
export function textOf(set: ResourceRecordSet): string {
  const plain = { ...set, Name: withoutDot(set.Name), AliasTarget: undefined };
  const target = set.AliasTarget && { ...set.AliasTarget, DNSName: withoutDot(set.AliasTarget.DNSName) };
  return JSON.stringify(sorted({ ...plain, AliasTarget: target && sorted(target) }));
}

const withoutDot = (name = '') => name.replace(/\.$/, '');

const sorted = (members: object) =>
  Object.fromEntries(
    Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export function sameSets(some: readonly ResourceRecordSet[], others: readonly ResourceRecordSet[]): boolean {
  return some.map(textOf).sort().join('\n') === others.map(textOf).sort().join('\n');
}

export function setsAt({ stage }: Pick<History, 'stage'>, zoneId: string, host: string): ResourceRecordSet[] {
  return stage.route53.records(zoneId).filter(({ Name }) => Name === `${host}.`);
}

/** Those that nobody else wrote. */
export function ourSetsAt(history: History, zoneId: string, host: string): ResourceRecordSet[] {
  const theirs = history.theirs.get(nameKey(zoneId, host))?.set;
  const text = theirs && textOf(theirs);
  return setsAt(history, zoneId, host).filter((set) => textOf(set) !== text);
}

/** Where it leads, without last dot. */
export function targetOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): string {
  return withoutDot(AliasTarget?.DNSName ?? ResourceRecords?.[0]?.Value);
}

/** A set of the ledger in Route 53's own words. */
export function fromLedger(host: string, set: RecordSet): ResourceRecordSet {
  const { type, setId, alias, ttl, values, routing, healthCheckId } = set;
  return {
    Name: `${host}.`,
    Type: type,
    ...(setId !== '' && { SetIdentifier: setId }),
    ...(alias && {
      AliasTarget: {
        DNSName: `${alias.dnsName}.`,
        HostedZoneId: alias.hostedZoneId,
        EvaluateTargetHealth: alias.evaluateTargetHealth,
      },
    }),
    ...(ttl !== undefined && { TTL: ttl }),
    ...(values && { ResourceRecords: values.map((Value) => ({ Value })) }),
    ...(routing?.policy === 'weighted' && { Weight: routing.weight }),
    ...(routing?.policy === 'latency' && { Region: routing.region as 'us-east-1' }),
    ...(routing?.policy === 'failover' && { Failover: routing.role }),
    ...(routing?.policy === 'geolocation' &&
      'country' in routing.location && { GeoLocation: { CountryCode: routing.location.country } }),
    ...(routing?.policy === 'geoproximity' && {
      GeoProximityLocation: { AWSRegion: routing.region, Bias: routing.bias },
    }),
    ...(healthCheckId !== undefined && { HealthCheckId: healthCheckId }),
  };
}
