import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { ChangeResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Stage } from './stage.ts';

interface Made {
  readonly arn: string;
  /** Lower case. */
  readonly dnsName: string;
}

/** What people and controllers do to load balancers and zones, each one call. */
export async function createV2(
  stage: Stage,
  name: string,
  hostname: string | undefined,
  options: Partial<v2.CreateLoadBalancerCommandInput> & { tags?: Record<string, string> } = {},
): Promise<Made> {
  const { tags = {}, ...input } = options;
  const all = { ...tags, ...(hostname !== undefined && { 'signpost/hostname': hostname }) };
  const { LoadBalancers: [made] = [] } = await stage.elb.v2.send(
    new v2.CreateLoadBalancerCommand({
      Name: name,
      Type: 'application',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: Object.entries(all).map(([Key, Value]) => ({ Key, Value })),
      ...input,
    }),
  );
  return { arn: made?.LoadBalancerArn ?? '', dnsName: made?.DNSName?.toLowerCase() ?? '' };
}

export async function deleteV2(stage: Stage, { arn }: Made): Promise<void> {
  await stage.elb.v2.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
}

export async function tagV2(stage: Stage, { arn }: Made, tags: Record<string, string>): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await stage.elb.v2.send(new v2.AddTagsCommand({ ResourceArns: [arn], Tags }));
}

/** Without keys, of its names. */
export async function untagV2(stage: Stage, { arn }: Made, ...keys: string[]): Promise<void> {
  const TagKeys = keys.length > 0 ? keys : ['signpost/hostname'];
  await stage.elb.v2.send(new v2.RemoveTagsCommand({ ResourceArns: [arn], TagKeys }));
}

export async function setAddressType(stage: Stage, { arn }: Made, type: v2.IpAddressType): Promise<void> {
  await stage.elb.v2.send(new v2.SetIpAddressTypeCommand({ LoadBalancerArn: arn, IpAddressType: type }));
}

export async function createClassic(
  stage: Stage,
  name: string,
  hostname: string | undefined,
  { scheme, tags = {} }: { scheme?: string; tags?: Record<string, string> } = {},
): Promise<Made> {
  const all = { ...tags, ...(hostname !== undefined && { 'signpost/hostname': hostname }) };
  const { DNSName } = await stage.elb.classic.send(
    new classic.CreateLoadBalancerCommand({
      LoadBalancerName: name,
      Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 443, InstancePort: 443 }],
      Subnets: ['subnet-1'],
      Tags: Object.entries(all).map(([Key, Value]) => ({ Key, Value })),
      ...(scheme === 'internal' && { Scheme: scheme }),
    }),
  );
  return { arn: name, dnsName: DNSName?.toLowerCase() ?? '' };
}

export async function tagClassic(stage: Stage, { arn }: Made, tags: Record<string, string>): Promise<void> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await stage.elb.classic.send(new classic.AddTagsCommand({ LoadBalancerNames: [arn], Tags }));
}

/** Without keys, of its names. */
export async function untagClassic(stage: Stage, { arn }: Made, ...keys: string[]): Promise<void> {
  const Tags = (keys.length > 0 ? keys : ['signpost/hostname']).map((Key) => ({ Key }));
  await stage.elb.classic.send(new classic.RemoveTagsCommand({ LoadBalancerNames: [arn], Tags }));
}

export async function deleteClassic(stage: Stage, { arn }: Made): Promise<void> {
  await stage.elb.classic.send(new classic.DeleteLoadBalancerCommand({ LoadBalancerName: arn }));
}

/**
 * Puts targets behind a load balancer: healthy, unless its tag `sandbox/health` plays otherwise. Without any, its target
 * group is there and empty.
 */
export async function putBehindV2(stage: Stage, { arn }: Made, targets = 1): Promise<void> {
  const Name = arn.split('/')[2];
  const { TargetGroups = [] } = await stage.elb.v2.send(
    new v2.CreateTargetGroupCommand({
      Name,
      Protocol: 'TCP',
      Port: 80,
      VpcId: 'vpc-sandbox',
      TargetType: 'ip',
    }),
  );
  const TargetGroupArn = TargetGroups[0]?.TargetGroupArn;
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn }];
  await stage.elb.v2.send(
    new v2.CreateListenerCommand({ LoadBalancerArn: arn, Protocol: 'TCP', Port: 80, DefaultActions }),
  );
  if (targets === 0) return;
  const Targets = Array.from({ length: targets }, (_, index) => ({ Id: `10.0.0.${index + 1}` }));
  await stage.elb.v2.send(new v2.RegisterTargetsCommand({ TargetGroupArn, Targets }));
}

export async function putBehindClassic(stage: Stage, { arn }: Made): Promise<void> {
  const Instances = [{ InstanceId: 'i-1' }];
  await stage.elb.classic.send(
    new classic.RegisterInstancesWithLoadBalancerCommand({ LoadBalancerName: arn, Instances }),
  );
}

/** Somebody else writes to the zone. */
export async function foreign(
  stage: Stage,
  action: 'CREATE' | 'DELETE',
  set: ResourceRecordSet,
  zoneId = 'ZPUBLIC',
): Promise<void> {
  await stage.zone.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: zoneId,
      ChangeBatch: { Changes: [{ Action: action, ResourceRecordSet: set }] },
    }),
  );
}

export const plainA = (host: string, address = '192.0.2.1'): ResourceRecordSet => ({
  Name: host,
  Type: 'A',
  TTL: 300,
  ResourceRecords: [{ Value: address }],
});

/** The very record that Signpost would write for this load balancer. */
export const aliasA = (host: string, { dnsName }: Made, zone = 'Z35SXDOTRQ7X7K'): ResourceRecordSet => ({
  Name: host,
  Type: 'A',
  AliasTarget: { DNSName: dnsName, HostedZoneId: zone, EvaluateTargetHealth: true },
});
