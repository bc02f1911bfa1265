import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { classicId } from '../../shared/load-balancers/load-balancer-id.ts';
import type { Stage } from './stage.ts';

/** A load balancer of the story. */
export interface LoadBalancer {
  /** As the ledger names it. */
  readonly id: LoadBalancerId;
  readonly name: string;
  readonly dnsName: string;
  /** Canonical hosted zone, for aliases. */
  readonly hostedZoneId: string;
}

export type Tags = Readonly<Record<string, string>>;

export const HOSTNAME = 'signpost/hostname';

/** The tag that asks for these names. */
export function hostnames(...names: readonly string[]): Tags {
  return { [HOSTNAME]: names.join(' ') };
}

export function createAlb(stage: Stage, name: string, tags: Tags = {}): Promise<LoadBalancer> {
  return create(stage, { Name: name, Type: 'application' }, tags);
}

export function createNlb(
  stage: Stage,
  name: string,
  tags: Tags,
  addressType: 'ipv4' | 'dualstack' = 'ipv4',
): Promise<LoadBalancer> {
  return create(stage, { Name: name, Type: 'network', IpAddressType: addressType }, tags);
}

async function create(
  { clients, cast }: Stage,
  input: Pick<v2.CreateLoadBalancerCommandInput, 'Name' | 'Type' | 'IpAddressType'>,
  tags: Tags,
): Promise<LoadBalancer> {
  const Tags = listed(tags);
  const { LoadBalancers = [] } = await clients.v2.send(
    new v2.CreateLoadBalancerCommand({
      ...input,
      Subnets: ['subnet-a', 'subnet-b'],
      ...(Tags.length > 0 && { Tags }),
    }),
  );
  const [made] = LoadBalancers;
  const created: LoadBalancer = {
    id: made?.LoadBalancerArn as LoadBalancerId,
    name: input.Name ?? '',
    dnsName: made?.DNSName ?? '',
    hostedZoneId: made?.CanonicalHostedZoneId ?? '',
  };
  cast.set(created.name, created);
  return created;
}

export async function createClassic(
  { clients, cast }: Stage,
  name: string,
  tags: Tags,
): Promise<LoadBalancer> {
  await clients.classic.send(
    new classic.CreateLoadBalancerCommand({
      LoadBalancerName: name,
      Subnets: ['subnet-a'],
      Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 8080 }],
      Tags: listed(tags),
    }),
  );
  const { LoadBalancerDescriptions = [] } = await clients.classic.send(
    new classic.DescribeLoadBalancersCommand({ LoadBalancerNames: [name] }),
  );
  const created: LoadBalancer = {
    id: classicId(await clients.classic.config.region(), name),
    name,
    dnsName: LoadBalancerDescriptions[0]?.DNSName ?? '',
    hostedZoneId: LoadBalancerDescriptions[0]?.CanonicalHostedZoneNameID ?? '',
  };
  cast.set(name, created);
  return created;
}

export async function addTags({ clients }: Stage, { id }: LoadBalancer, tags: Tags): Promise<void> {
  await clients.v2.send(new v2.AddTagsCommand({ ResourceArns: [id], Tags: listed(tags) }));
}

export async function deleteLoadBalancer(
  { clients, cast }: Stage,
  { id, name }: LoadBalancer,
): Promise<void> {
  if (id.startsWith('classic/'))
    await clients.classic.send(new classic.DeleteLoadBalancerCommand({ LoadBalancerName: name }));
  else await clients.v2.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: id }));
  if (cast.get(name)?.id === id) cast.delete(name);
}

/** The one of that name that is there. */
export function ofCast({ cast }: Stage, name: string): LoadBalancer {
  const found = cast.get(name);
  if (found === undefined) throw new Error(`No step made load balancer ${name}`);
  return found;
}

function listed(tags: Tags) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
