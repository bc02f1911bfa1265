import {
  DescribeLoadBalancersCommand as DescribeClassicCommand,
  type LoadBalancerDescription,
} from '@aws-sdk/client-elastic-load-balancing';
import {
  DescribeLoadBalancersCommand as DescribeV2Command,
  type LoadBalancer as V2LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { described } from './described.ts';
import { kindOfV2 } from './described-v2.ts';
import type { LoadBalancerClients } from './list-load-balancers.ts';
import type { LoadBalancerId, LoadBalancerKind } from './load-balancer.ts';
import { classicId } from './load-balancer-id.ts';

export interface ListedLoadBalancer {
  readonly id: LoadBalancerId;
  /** Lower case, no trailing dot; empty for a gateway load balancer, which has none. */
  readonly dnsName: string;
  readonly kind: LoadBalancerKind;
}

/** Every load balancer of the account in this Region, of both APIs. Throws if a page cannot be read. */
export type ListAllLoadBalancers = () => Promise<readonly ListedLoadBalancer[]>;

const PageSize = 400;

export function listAllLoadBalancers(clients: LoadBalancerClients, region: string): ListAllLoadBalancers {
  return async () => {
    const [v2, classic] = await Promise.all([listV2(clients.v2), listClassic(clients.classic, region)]);
    return [...v2, ...classic];
  };
}

async function listV2(client: LoadBalancerClients['v2']): Promise<ListedLoadBalancer[]> {
  const listed: ListedLoadBalancer[] = [];
  let Marker: string | undefined;
  do {
    const page = await client.send(new DescribeV2Command({ PageSize, Marker }));
    listed.push(...(page.LoadBalancers ?? []).map(ofV2));
    Marker = page.NextMarker;
  } while (Marker !== undefined && Marker !== '');
  return listed;
}

async function listClassic(
  client: LoadBalancerClients['classic'],
  region: string,
): Promise<ListedLoadBalancer[]> {
  const listed: ListedLoadBalancer[] = [];
  let Marker: string | undefined;
  do {
    const page = await client.send(new DescribeClassicCommand({ PageSize, Marker }));
    listed.push(...(page.LoadBalancerDescriptions ?? []).map((each) => ofClassic(each, region)));
    Marker = page.NextMarker;
  } while (Marker !== undefined && Marker !== '');
  return listed;
}

function ofV2(from: V2LoadBalancer): ListedLoadBalancer {
  const id = described.text(from.LoadBalancerArn, 'LoadBalancerArn', 'a load balancer') as LoadBalancerId;
  const kind = kindOfV2(from, id);
  return { id, kind, dnsName: kind === 'gateway' ? '' : described.dnsName(from.DNSName, 'DNSName', id) };
}

function ofClassic(from: LoadBalancerDescription, region: string): ListedLoadBalancer {
  const name = described.text(from.LoadBalancerName, 'LoadBalancerName', 'a classic load balancer');
  const id = classicId(region, name);
  return { id, kind: 'classic', dnsName: described.dnsName(from.DNSName, 'DNSName', id) };
}
