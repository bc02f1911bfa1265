import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { LoadBalancer } from './load-balancers.ts';
import type { Stage, Zone } from './stage.ts';
import { NotAsTold, until } from './until.ts';

/** The record sets of a name, each as one line, sorted; NS and SOA of the zone itself are not asked for. */
export async function recordsAt({ clients }: Stage, zone: Zone, host: string): Promise<string[]> {
  const { ResourceRecordSets = [] } = await clients.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: zone.id, StartRecordName: host, MaxItems: 10 }),
  );
  return ResourceRecordSets.filter(({ Name }) => Name === `${host}.`)
    .map(say)
    .sort();
}

/** Every record set of a zone. */
export async function recordsIn({ clients }: Stage, zone: Zone): Promise<string[]> {
  const found: string[] = [];
  let from: Pick<ResourceRecordSet, 'Name' | 'Type'> | undefined;
  do {
    const page = await clients.route53.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId: zone.id,
        ...(from && { StartRecordName: from.Name, StartRecordType: from.Type }),
      }),
    );
    found.push(...(page.ResourceRecordSets ?? []).map((set) => `${set.Name} ${say(set)}`));
    from = page.IsTruncated === true ? { Name: page.NextRecordName, Type: page.NextRecordType } : undefined;
  } while (from !== undefined);
  return found;
}

/** Alias records that send a name to this load balancer; by `weight`, where others share the name. */
export function aliasesTo(
  { dnsName, hostedZoneId }: LoadBalancer,
  types: readonly string[] = ['A'],
  weight?: number,
): string[] {
  return types
    .map((type) => `${type} -> ${dnsName.toLowerCase()} (${hostedZoneId})${sayWeight(weight)}`)
    .sort();
}

/** Waits until just these records stand at the name; returns how long that took since `from` (epoch ms). */
export async function untilRecords(
  stage: Stage,
  zone: Zone,
  host: string,
  wanted: readonly string[],
  from: number,
): Promise<number> {
  await until(
    stage,
    `${host} in zone ${zone.name} as ${sayAll(wanted)}`,
    () => recordsAt(stage, zone, host),
    (found) => sayAll(found) === sayAll(wanted),
    sayAll,
  );
  return Date.now() - from;
}

/** As `untilRecords`, and at every look on the way the old or the new records stand there. */
export async function untilReplaced(
  stage: Stage,
  zone: Zone,
  host: string,
  { old, wanted }: { readonly old: readonly string[]; readonly wanted: readonly string[] },
  from: number,
): Promise<{ readonly took: number; readonly looks: number }> {
  let looks = 0;
  await until(
    stage,
    `${host} in zone ${zone.name} as ${sayAll(wanted)}`,
    async () => {
      const found = await recordsAt(stage, zone, host);
      looks += 1;
      if (![sayAll(old), sayAll(wanted)].includes(sayAll(found)))
        throw new NotAsTold(
          `${host} never without its record: ${sayAll(old)}, then ${sayAll(wanted)}`,
          `${sayAll(found)} at look ${looks}`,
        );
      return found;
    },
    (found) => sayAll(found) === sayAll(wanted),
    sayAll,
  );
  return { took: Date.now() - from, looks };
}

/** A record that the demo itself writes or removes, as somebody who is not Signpost. */
export async function changeForeign(
  { clients }: Stage,
  zone: Zone,
  action: ChangeAction,
  set: ResourceRecordSet,
): Promise<void> {
  await clients.route53.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: zone.id,
      ChangeBatch: { Changes: [{ Action: action, ResourceRecordSet: set }] },
    }),
  );
}

export function sayAll(records: readonly string[]): string {
  return records.length === 0 ? 'no record' : records.join(' and ');
}

function say({ Type, AliasTarget, ResourceRecords = [], Weight }: ResourceRecordSet): string {
  if (AliasTarget === undefined) return `${Type} ${ResourceRecords.map(({ Value }) => Value).join(' ')}`;
  const target = (AliasTarget.DNSName ?? '').toLowerCase().replace(/\.$/, '');
  return `${Type} -> ${target} (${AliasTarget.HostedZoneId})${sayWeight(Weight)}`;
}

function sayWeight(weight: number | undefined): string {
  return weight === undefined ? '' : `, weight ${weight}`;
}
