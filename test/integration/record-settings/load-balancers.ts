import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { inject } from 'vitest';
import { clientSettings } from '../aws-clients.ts';

export const KINDS = ['application', 'network', 'classic'] as const;
export type Kind = (typeof KINDS)[number];

export interface LoadBalancer {
  readonly kind: Kind;
  readonly name: string;
  /** As the log of `sync` names it. */
  readonly id: string;
  /** As Route 53 lists it: lower case, with the last dot. */
  readonly dnsName: string;
  /** Canonical hosted zone, for aliases. */
  readonly hostedZoneId: string;
  /** A classic one has IPv4 only; the others are made dualstack. */
  readonly types: readonly ('A' | 'AAAA')[];
}

/** Tags under the prefix, which is left out here. */
export type Settings = Readonly<Record<string, string>>;

const settings = clientSettings(inject('sandbox').url);
const elb = new v2.ElasticLoadBalancingV2Client(settings);
const elbClassic = new classic.ElasticLoadBalancingClient(settings);

/** An internet-facing load balancer with these tags from the start. */
export async function create(kind: Kind, name: string, tags: Settings): Promise<LoadBalancer> {
  return kind === 'classic' ? createClassic(name, tags) : createV2(kind, name, tags);
}

export async function tag({ kind, name, id }: LoadBalancer, tags: Settings): Promise<void> {
  const Tags = listed(tags);
  await (kind === 'classic'
    ? elbClassic.send(new classic.AddTagsCommand({ LoadBalancerNames: [name], Tags }))
    : elb.send(new v2.AddTagsCommand({ ResourceArns: [id], Tags })));
}

export async function untag({ kind, name, id }: LoadBalancer, ...keys: readonly string[]): Promise<void> {
  const TagKeys = keys.map((key) => `signpost/${key}`);
  const Tags = TagKeys.map((Key) => ({ Key }));
  await (kind === 'classic'
    ? elbClassic.send(new classic.RemoveTagsCommand({ LoadBalancerNames: [name], Tags }))
    : elb.send(new v2.RemoveTagsCommand({ ResourceArns: [id], TagKeys })));
}

async function createV2(
  kind: 'application' | 'network',
  name: string,
  tags: Settings,
): Promise<LoadBalancer> {
  const { LoadBalancers: [made] = [] } = await elb.send(
    new v2.CreateLoadBalancerCommand({
      Name: name,
      Type: kind,
      IpAddressType: 'dualstack',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: listed(tags),
    }),
  );
  return {
    kind,
    name,
    id: made?.LoadBalancerArn ?? '',
    dnsName: `${made?.DNSName?.toLowerCase()}.`,
    hostedZoneId: made?.CanonicalHostedZoneId ?? '',
    types: ['A', 'AAAA'],
  };
}

async function createClassic(name: string, tags: Settings): Promise<LoadBalancer> {
  const { DNSName } = await elbClassic.send(
    new classic.CreateLoadBalancerCommand({
      LoadBalancerName: name,
      Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 443, InstancePort: 443 }],
      Subnets: ['subnet-1'],
      Tags: listed(tags),
    }),
  );
  const { LoadBalancerDescriptions: [made] = [] } = await elbClassic.send(
    new classic.DescribeLoadBalancersCommand({ LoadBalancerNames: [name] }),
  );
  return {
    kind: 'classic',
    name,
    id: `classic/us-east-1/${name}`,
    dnsName: `${DNSName?.toLowerCase()}.`,
    hostedZoneId: made?.CanonicalHostedZoneNameID ?? '',
    types: ['A'],
  };
}

function listed(tags: Settings) {
  return Object.entries(tags).map(([key, Value]) => ({ Key: `signpost/${key}`, Value }));
}
