import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientSettings } from '../integration/aws-clients.ts';
import type { Tags, Wanted } from './controllers/wanted.ts';

/** A load balancer of a page. */
export interface LoadBalancer {
  readonly name: string;
  readonly kind: Wanted['kind'];
  readonly isInternal: boolean;
  /** As the log of `sync` names it. */
  readonly id: string;
  /** Lower case. */
  readonly dnsName: string;
}

/** Whoever makes load balancers, controllers and people: one SDK call each. */
export interface LoadBalancers {
  create(wanted: Pick<Wanted, 'name' | 'kind' | 'isInternal' | 'tags'>): Promise<LoadBalancer>;
  tag(of: LoadBalancer, tags: Tags): Promise<void>;
  untag(of: LoadBalancer, keys: readonly string[]): Promise<void>;
  delete(of: LoadBalancer): Promise<void>;
  tagsOf(of: LoadBalancer): Promise<Tags>;
}

export function openLoadBalancers(settings: ClientSettings): LoadBalancers {
  const elb = new v2.ElasticLoadBalancingV2Client(settings);
  const elbClassic = new classic.ElasticLoadBalancingClient(settings);
  const isClassic = ({ kind }: LoadBalancer) => kind === 'classic';
  return {
    create: async ({ name, kind, isInternal, tags }) => {
      const made = { name, kind, isInternal };
      const scheme = isInternal ? 'internal' : 'internet-facing';
      if (kind !== 'classic') {
        const { LoadBalancers: [first] = [] } = await elb.send(
          new v2.CreateLoadBalancerCommand({
            Name: name,
            Type: kind,
            Scheme: scheme,
            Subnets: ['subnet-a', 'subnet-b'],
            Tags: listed(tags),
          }),
        );
        const id = first?.LoadBalancerArn ?? '';
        await serve(elb, name, kind, id);
        return { ...made, id, dnsName: first?.DNSName?.toLowerCase() ?? '' };
      }
      const { DNSName = '' } = await elbClassic.send(
        new classic.CreateLoadBalancerCommand({
          LoadBalancerName: name,
          Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 443, InstancePort: 31804 }],
          Subnets: ['subnet-a', 'subnet-b'],
          ...(isInternal && { Scheme: scheme }),
          Tags: listed(tags),
        }),
      );
      return { ...made, id: `classic/${settings.region}/${name}`, dnsName: DNSName.toLowerCase() };
    },
    tag: async (of, tags) => {
      const Tags = listed(tags);
      await (isClassic(of)
        ? elbClassic.send(new classic.AddTagsCommand({ LoadBalancerNames: [of.name], Tags }))
        : elb.send(new v2.AddTagsCommand({ ResourceArns: [of.id], Tags })));
    },
    untag: async (of, keys) => {
      const Tags = keys.map((Key) => ({ Key }));
      await (isClassic(of)
        ? elbClassic.send(new classic.RemoveTagsCommand({ LoadBalancerNames: [of.name], Tags }))
        : elb.send(new v2.RemoveTagsCommand({ ResourceArns: [of.id], TagKeys: [...keys] })));
    },
    delete: async (of) => {
      await (isClassic(of)
        ? elbClassic.send(new classic.DeleteLoadBalancerCommand({ LoadBalancerName: of.name }))
        : elb.send(new v2.DeleteLoadBalancerCommand({ LoadBalancerArn: of.id })));
    },
    tagsOf: async (of) => {
      const { TagDescriptions: [first] = [] } = isClassic(of)
        ? await elbClassic.send(new classic.DescribeTagsCommand({ LoadBalancerNames: [of.name] }))
        : await elb.send(new v2.DescribeTagsCommand({ ResourceArns: [of.id] }));
      return Object.fromEntries((first?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
    },
  };
}

/** A target behind it, without which it takes over from nobody. */
async function serve(
  elb: v2.ElasticLoadBalancingV2Client,
  Name: string,
  kind: 'application' | 'network',
  LoadBalancerArn: string,
): Promise<void> {
  const [Protocol, Port] = kind === 'network' ? (['TCP', 443] as const) : (['HTTP', 80] as const);
  const group = { Name, Protocol, Port, VpcId: 'vpc-sandbox', TargetType: 'ip' } as const;
  const { TargetGroups: [made] = [] } = await elb.send(new v2.CreateTargetGroupCommand(group));
  const TargetGroupArn = made?.TargetGroupArn;
  await elb.send(new v2.RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id: '10.0.0.10' }] }));
  const DefaultActions = [{ Type: 'forward', TargetGroupArn } as const];
  await elb.send(new v2.CreateListenerCommand({ LoadBalancerArn, Protocol, Port, DefaultActions }));
}

function listed(tags: Tags) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
