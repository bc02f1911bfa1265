import type { LoadBalancerClients } from '../../../shared/load-balancers/list-load-balancers.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { Operations } from '../../world/caller.ts';
import { worldClient } from '../../world/client.ts';
import { manualClock } from '../../world/clock.ts';
import { createLoadBalancers } from '../../world/load-balancers/world.ts';

export const REGION = 'us-east-1';
export const CALLER = { account: '123456789012', region: REGION };
export const NOW = Date.parse('2026-01-01T00:00:00Z');

/** Changes one operation: its input, and the operation as it was. */
export type Fault = (input: { readonly Marker?: string }, operation: () => unknown) => unknown;

/** An account with load balancers of both APIs, whose calls are counted and can be made to fail. */
export function someWorld(faults: { v2?: Record<string, Fault>; classic?: Record<string, Fault> } = {}) {
  const world = createLoadBalancers({ clock: manualClock(NOW).now, emit: () => {} });
  const calls: string[] = [];
  const watched = (api: 'v2' | 'classic'): Operations =>
    Object.fromEntries(
      Object.entries(world[api]).map(([name, operation]) => [
        name,
        (input, caller) => {
          calls.push(`${api} ${name}`);
          const fault = faults[api]?.[name];
          return fault === undefined
            ? operation(input, caller)
            : fault(input, () => operation(input, caller));
        },
      ]),
    );
  const clients: LoadBalancerClients = {
    v2: worldClient<LoadBalancerClients['v2']>(watched('v2'), CALLER),
    classic: worldClient<LoadBalancerClients['classic']>(watched('classic'), CALLER),
  };
  return {
    clients,
    calls,
    create: (input: object): LoadBalancerId => {
      const made = world.v2['CreateLoadBalancer']!(
        { Subnets: ['subnet-1', 'subnet-2'], ...input },
        CALLER,
      ) as {
        LoadBalancers: { LoadBalancerArn: LoadBalancerId }[];
      };
      return made.LoadBalancers[0]!.LoadBalancerArn;
    },
    createClassic: (input: { LoadBalancerName: string; [key: string]: unknown }): LoadBalancerId => {
      const Listeners = [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 }];
      world.classic['CreateLoadBalancer']!({ Listeners, Subnets: ['subnet-1'], ...input }, CALLER);
      return `classic/${REGION}/${input.LoadBalancerName}`;
    },
    /** A target group behind it with these targets, or instances of a classic one. */
    putBehind: (
      id: LoadBalancerId,
      targets: readonly string[],
      group: { Port?: number; TargetType?: string } = {},
    ) => {
      if (!id.startsWith('arn:')) {
        const Instances = targets.map((InstanceId) => ({ InstanceId }));
        const LoadBalancerName = id.split('/').at(-1);
        world.classic['RegisterInstancesWithLoadBalancer']!({ LoadBalancerName, Instances }, CALLER);
        return;
      }
      const { Port = 80 } = group;
      const Name = `${id.split('/')[2]}-${Port}`;
      const made = world.v2['CreateTargetGroup']!({ Name, ...group, Port }, CALLER) as {
        TargetGroups: { TargetGroupArn: string }[];
      };
      const { TargetGroupArn } = made.TargetGroups[0]!;
      const DefaultActions = [{ Type: 'forward', TargetGroupArn }];
      world.v2['CreateListener']!({ LoadBalancerArn: id, Protocol: 'TCP', Port, DefaultActions }, CALLER);
      const Targets = targets.map((Id) => ({ Id }));
      if (Targets.length > 0) world.v2['RegisterTargets']!({ TargetGroupArn, Targets }, CALLER);
    },
    /** As the tags `sandbox/state` and `sandbox/health` play it. */
    play: (id: LoadBalancerId, what: 'state' | 'health', Value: string) => {
      const Tags = [{ Key: `sandbox/${what}`, Value }];
      if (id.startsWith('arn:')) world.v2['AddTags']!({ ResourceArns: [id], Tags }, CALLER);
      else world.classic['AddTags']!({ LoadBalancerNames: [id.split('/').at(-1)], Tags }, CALLER);
    },
    remove: (id: LoadBalancerId) => {
      if (id.startsWith('arn:')) world.v2['DeleteLoadBalancer']!({ LoadBalancerArn: id }, CALLER);
      else world.classic['DeleteLoadBalancer']!({ LoadBalancerName: id.split('/').at(-1) }, CALLER);
    },
  };
}

export const many = (count: number, prefix = 'lb') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
