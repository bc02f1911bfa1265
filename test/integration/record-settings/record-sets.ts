import {
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { inject } from 'vitest';
import { clientSettings } from '../aws-clients.ts';
import type { LoadBalancer } from './load-balancers.ts';

export const PUBLIC = 'ZEXAMPLECOM';
export const PRIVATE = 'ZPRIVATEEXAMPLECOM';
/** Its batches are refused now and then: no other test counts those. */
export const OTHER = 'ZEXAMPLEORG';
const ZONES = [PUBLIC, PRIVATE, 'ZSUBEXAMPLECOM', OTHER];

/** A record set with all the members that Route 53 answers, less its name; and the zone that it stands in. */
export type Standing = Omit<ResourceRecordSet, 'Name'> & { readonly zone: string };

const route53 = new Route53Client(clientSettings(inject('sandbox').url));

/** Every record set of the zones, by host. */
export async function standing(): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const found = new Map<string, Standing[]>();
  for (const zone of ZONES) {
    for (const { Name = '', ...set } of await listed(zone)) {
      const host = Name.replace(/\.$/, '');
      found.set(host, [...(found.get(host) ?? []), { zone, ...set }]);
    }
  }
  return new Map([...found].map(([host, sets]) => [host, inOrder(sets)]));
}

async function listed(zone: string): Promise<readonly ResourceRecordSet[]> {
  const all: ResourceRecordSet[] = [];
  let page: Partial<ListResourceRecordSetsCommandOutput> = {};
  do {
    page = await route53.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId: zone,
        StartRecordName: page.NextRecordName,
        StartRecordType: page.NextRecordType,
        StartRecordIdentifier: page.NextRecordIdentifier,
      }),
    );
    all.push(...(page.ResourceRecordSets ?? []));
  } while (page.IsTruncated);
  return all;
}

export async function standingAt(host: string): Promise<readonly Standing[]> {
  return (await standing()).get(host) ?? [];
}

/** The order of zones and sets in a listing is no matter of the tests here. */
export function inOrder(sets: readonly Standing[]): readonly Standing[] {
  const key = ({ zone, Type, SetIdentifier }: Standing) => [zone, Type, SetIdentifier].join(' ');
  return [...sets].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export interface AliasMembers extends Partial<Omit<Standing, 'AliasTarget'>> {
  readonly target?: { readonly HostedZoneId: string; readonly DNSName: string };
  readonly evaluates?: boolean;
}

/** The aliases to a load balancer, or to what stands in front of it: of that nobody knows the addresses. */
export function aliases(
  { types, dnsName, hostedZoneId }: LoadBalancer,
  { target, evaluates = true, zone = PUBLIC, ...members }: AliasMembers = {},
): Standing[] {
  const to = target ?? { HostedZoneId: hostedZoneId, DNSName: dnsName };
  return (target ? (['A', 'AAAA'] as const) : types).map((Type) => ({
    zone,
    Type,
    ...members,
    AliasTarget: { ...to, EvaluateTargetHealth: evaluates },
  }));
}

export interface CnameMembers extends Partial<Omit<Standing, 'ResourceRecords'>> {
  readonly target?: string;
}

/** The CNAME to a load balancer, or to what stands in front of it. */
export function cname(
  { dnsName }: LoadBalancer,
  { target = dnsName.replace(/\.$/, ''), zone = PUBLIC, TTL = 300, ...members }: CnameMembers = {},
): Standing[] {
  return [{ zone, Type: 'CNAME', ...members, TTL, ResourceRecords: [{ Value: target }] }];
}

/** The set identifier of a load balancer whose tags give none. */
export function derived({ kind, name, id }: LoadBalancer): string {
  return kind === 'classic' ? `us-east-1/classic/${name}` : id.replace(/^.*:loadbalancer\//, 'us-east-1/');
}
