import {
  CreateLoadBalancerCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ChangeResourceRecordSetsCommandInput } from '@aws-sdk/client-route-53';
import type { Chance } from '../../simulation/chance.ts';
import { worldClient } from '../../world/client.ts';
import { eventClock } from '../../world/clock.ts';
import { createDynamoDB } from '../../world/dynamodb/world.ts';
import { createLoadBalancers } from '../../world/load-balancers/world.ts';
import { createRoute53 } from '../../world/route53/world.ts';

export const CALLER = { account: '000000000000', region: 'us-east-1' };

/** A request as Route 53 counts it. */
export interface Arrival {
  readonly at: number;
  readonly zoneId: string;
  readonly changes: number;
}

export type Account = ReturnType<typeof createAccount>;

/** One AWS account in which time passes while calls are on their way; Route 53 with its quotas takes down what arrives. */
export function createAccount(chance: Chance) {
  const clock = eventClock();
  const route53 = createRoute53({ clock: clock.now, quotas: true });
  const elb = createLoadBalancers({ clock: clock.now, emit: () => undefined });
  const dynamodb = createDynamoDB({ clock: clock.now });
  const arrivals: Arrival[] = [];
  const counted =
    (name: 'ChangeResourceRecordSets' | 'ListResourceRecordSets') =>
    (input: ChangeResourceRecordSetsCommandInput, caller: typeof CALLER) => {
      const changes = input.ChangeBatch?.Changes?.length ?? 0;
      arrivals.push({ at: clock.now(), zoneId: input.HostedZoneId ?? '', changes });
      return route53.operations[name]?.(input, caller);
    };
  return {
    clock,
    chance,
    route53,
    elb,
    dynamodb,
    arrivals,
    /** Route 53 as what calls it meets it. */
    front: {
      ChangeResourceRecordSets: counted('ChangeResourceRecordSets'),
      ListResourceRecordSets: counted('ListResourceRecordSets'),
    },
  };
}

/** Records of other people, so many for each of the names, before them and after them. */
export async function addForeign(
  { route53, clock }: Account,
  zoneId: string,
  hosts: readonly string[],
): Promise<void> {
  for (let at = 0; at < hosts.length; at += 500) {
    const changes = hosts.slice(at, at + 500).map((host) => ({
      Action: 'CREATE' as const,
      ResourceRecordSet: { Name: host, Type: 'TXT' as const, TTL: 60, ResourceRecords: [{ Value: '"x"' }] },
    }));
    route53.operations['ChangeResourceRecordSets']?.(
      { HostedZoneId: zoneId, ChangeBatch: { Changes: changes } },
      CALLER,
    );
    clock.advance(10_000);
  }
}

/** A dualstack network load balancer: an A and an AAAA. */
export async function addLoadBalancer(
  { elb }: Account,
  name: string,
  tags: Readonly<Record<string, string>>,
): Promise<{ readonly id: string; readonly dnsName: string }> {
  const { LoadBalancers: [made] = [] } = await worldClient<ElasticLoadBalancingV2Client>(elb.v2, CALLER).send(
    new CreateLoadBalancerCommand({
      Name: name,
      Type: 'network',
      IpAddressType: 'dualstack',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return { id: made?.LoadBalancerArn ?? '', dnsName: made?.DNSName?.toLowerCase() ?? '' };
}
