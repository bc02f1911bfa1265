import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Chance } from './chance.ts';
import type { Setup } from './script.ts';

/** Two names of the outer zone, and one that is its subdomain's for as long as that one is configured. */
export const HOSTS = ['a.example.com', 'b.example.com', 'a.sub.example.com'] as const;
export const ZONES = ['ZPUBLIC', 'ZSUB', 'ZPRIVATE'] as const;

export interface MadeLoadBalancer {
  readonly id: LoadBalancerId;
  readonly arn: string;
  readonly dnsName: string;
}

/** Tags of the contract, without their prefix. */
export type Tags = Readonly<Record<string, string>>;

/** A load balancer of the history, and what people last made of it. */
export interface Player {
  readonly name: string;
  readonly kind: 'application' | 'classic';
  readonly scheme: 'internet-facing' | 'internal';
  /** The Service of cluster demo that its tags name. */
  readonly service: string | undefined;
  made?: MadeLoadBalancer | undefined;
  /** Where those were that had its id before it: a classic name can be used again. */
  readonly former: Set<string>;
  tags: Tags;
  dualstack: boolean;
  /** When anything about it last changed, in the API or in its cluster, epoch ms. */
  changedAt: number;
  /** It has a healthy target; since when it has one, or none, epoch ms. */
  isReady: boolean;
  readySince: number;
  targetGroup?: string | undefined;
  timesMade: number;
}

/** Where names have settings fewer are by themselves: so that names are shared. */
export function createPlayers(chance: Chance, { settings, players }: Setup): Player[] {
  return Array.from({ length: players }, (_, at) => ({
    name: `lb-${at}`,
    kind: chance(4) === 0 ? 'classic' : 'application',
    scheme: chance(settings ? 8 : 4) === 0 ? 'internal' : 'internet-facing',
    // Two of one Service are of one line: they replace each other.
    service: chance(2) === 0 || (settings && chance(3) > 0) ? undefined : `service-${chance(2)}`,
    former: new Set(),
    tags: {},
    dualstack: false,
    changedAt: 0,
    isReady: false,
    readySince: 0,
    timesMade: 0,
  }));
}

/** Of its names, among load balancers of its cluster. */
export const priorityOf = ({ tags }: Player): number => Number(tags['priority'] ?? 0);
