import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { normaliseDomainName } from './domain-name.ts';
import { comparable } from './record-values.ts';

/** A record set as Route 53 keeps and lists it. */
export type StoredSet = ResourceRecordSet & { readonly Name: string; readonly Type: string };

/** As stored: normalised names of set and alias target, no empty members. Throws DomainNameProblem. */
export function stored(set: ResourceRecordSet): StoredSet {
  const { Name, AliasTarget: alias, ResourceRecords: records, ...rest } = set;
  return {
    Name: normaliseDomainName(Name ?? ''),
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest & {
      Type: string;
    }),
    ...(alias === undefined
      ? {}
      : {
          AliasTarget: {
            HostedZoneId: alias.HostedZoneId ?? '',
            DNSName: normaliseDomainName(alias.DNSName ?? ''),
            EvaluateTargetHealth: alias.EvaluateTargetHealth ?? false,
          },
        }),
    ...(records === undefined || records.length === 0
      ? {}
      : { ResourceRecords: records.map(({ Value }) => ({ Value: Value ?? '' })) }),
  };
}

/** What identifies a set in its zone. */
export function keyOf(set: StoredSet): string {
  return `${set.Name} ${set.Type} ${set.SetIdentifier ?? ''}`;
}

/** Whether a DELETE names what stands: every member alike, the order of the values left aside. */
export function isSame(one: StoredSet, other: StoredSet): boolean {
  return comparison(one) === comparison(other);
}

/** `[name='a.example.com.', type='A']`, with the set identifier if there is one. */
export function describeSet({ Name, Type, SetIdentifier: id }: StoredSet): string {
  return `[name='${Name}', type='${Type}'${id === undefined ? '' : `, set-identifier='${id}'`}]`;
}

function comparison(set: StoredSet): string {
  const values = (set.ResourceRecords ?? []).map(({ Value }) => comparable(set.Type, Value ?? '')).sort();
  // Whether a bias that was not given is one of 0 is not told; a set without one is not told from one with 0.
  const place = set.GeoProximityLocation && { Bias: 0, ...set.GeoProximityLocation };
  return canonical({ ...set, ResourceRecords: values, GeoProximityLocation: place });
}

/** JSON with sorted keys and without undefined members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
