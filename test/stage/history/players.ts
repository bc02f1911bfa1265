import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { Chance } from './chance.ts';

/** Two names of the outer zone, and one that is its subdomain's for as long as that one is configured. */
export const HOSTS = ['a.example.com', 'b.example.com', 'a.sub.example.com'] as const;

export interface MadeLoadBalancer {
  readonly id: LoadBalancerId;
  readonly arn: string;
  readonly dnsName: string;
}

/** A load balancer of the history, and what people last made of it. */
export interface Player {
  readonly name: string;
  readonly kind: 'application' | 'classic';
  readonly scheme: 'internet-facing' | 'internal';
  /** The Service of cluster demo that its tags name. */
  readonly service: string | undefined;
  made?: MadeLoadBalancer | undefined;
  hosts: readonly string[];
  dualstack: boolean;
  /** When anything about it last changed, in the API or in its cluster, epoch ms. */
  changedAt: number;
  timesMade: number;
}

export function createPlayers(chance: Chance): Player[] {
  return Array.from({ length: 1 + chance(4) }, (_, at) => ({
    name: `lb-${at}`,
    kind: chance(4) === 0 ? 'classic' : 'application',
    scheme: chance(4) === 0 ? 'internal' : 'internet-facing',
    // Two of one Service are of one line: they replace each other.
    service: chance(2) === 0 ? undefined : `service-${chance(2)}`,
    hosts: [],
    dualstack: false,
    changedAt: 0,
    timesMade: 0,
  }));
}

/** Where a name of this load balancer belongs while every zone is configured. */
export function zoneIdOf({ scheme }: Pick<Player, 'scheme'>, host: string): string {
  if (scheme === 'internal') return 'ZPRIVATE';
  return host.endsWith('.sub.example.com') ? 'ZSUB' : 'ZPUBLIC';
}

export function asksFor(player: Player, zoneId: string, host: string): boolean {
  return player.made !== undefined && player.hosts.includes(host) && zoneIdOf(player, host) === zoneId;
}
