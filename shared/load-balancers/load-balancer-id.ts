import type { LoadBalancerId, LoadBalancerKind } from './load-balancer.ts';

/** What an id says by itself. A classic id has no account: its API knows those of the caller only. */
export type ParsedLoadBalancerId =
  | {
      readonly id: LoadBalancerId;
      readonly kind: Exclude<LoadBalancerKind, 'classic'>;
      readonly region: string;
      readonly account: string;
      readonly name: string;
    }
  | {
      readonly id: LoadBalancerId;
      readonly kind: 'classic';
      readonly region: string;
      readonly name: string;
    };

/** What an ARN names: a load balancer, or something else of AWS. */
export type NamedByArn = ParsedLoadBalancerId | 'something else';

const ARN =
  /^arn:aws[a-z-]*:(?<service>[a-z0-9-]+):(?<region>[a-z0-9-]*):(?<account>\d{12}|aws)?:(?<resource>\S+)$/;
const V2 = /^loadbalancer\/(?<kind>app|net|gwy)\/(?<name>[A-Za-z0-9-]+)\/[A-Za-z0-9]+$/;
const CLASSIC = /^loadbalancer\/(?<name>[A-Za-z0-9-]+)$/;
const CLASSIC_ID = /^classic\/(?<region>[a-z0-9-]+)\/(?<name>[A-Za-z0-9-]+)$/;
const KINDS = { app: 'application', net: 'network', gwy: 'gateway' } as const;

export function classicId(region: string, name: string): LoadBalancerId {
  return `classic/${region}/${name}`;
}

/**
 * Reads any ARN. One of a classic load balancer (`loadbalancer/NAME`) becomes `classic/<region>/<name>`.
 * `undefined`: not an ARN, or one of the ELB service that looks like a load balancer's and is none.
 */
export function parseArn(text: string): NamedByArn | undefined {
  const { service, region = '', account = '', resource = '' } = ARN.exec(text)?.groups ?? {};
  if (service === undefined) return undefined;
  if (service !== 'elasticloadbalancing' || !resource.startsWith('loadbalancer/')) return 'something else';
  if (region === '' || account === '') return undefined;
  const v2 = V2.exec(resource)?.groups;
  if (v2 !== undefined) {
    const kind = KINDS[v2['kind'] as keyof typeof KINDS];
    return { id: text as LoadBalancerId, kind, region, account, name: v2['name'] ?? '' };
  }
  const name = CLASSIC.exec(resource)?.groups?.['name'];
  return name === undefined ? undefined : { id: classicId(region, name), kind: 'classic', region, name };
}

/** Reads an id as hints and the ledger hold it. `undefined`: none of a load balancer. */
export function parseLoadBalancerId(text: string): ParsedLoadBalancerId | undefined {
  const { region, name } = CLASSIC_ID.exec(text)?.groups ?? {};
  if (region !== undefined && name !== undefined) {
    return { id: classicId(region, name), kind: 'classic', region, name };
  }
  const parsed = parseArn(text);
  // An ARN of a classic load balancer is no id of ours: two ids of one load balancer would be two ledger rows.
  return parsed === undefined || parsed === 'something else' || parsed.id !== text ? undefined : parsed;
}

/** Which of the two APIs of a Region can be asked for it. */
export function apiOf(id: LoadBalancerId, region: string): 'v2' | 'classic' | 'none' {
  const parsed = parseLoadBalancerId(id);
  if (parsed?.region !== region) return 'none';
  return parsed.kind === 'classic' ? 'classic' : 'v2';
}

/** The account that owns it, where its id says so. */
export function accountOf(id: LoadBalancerId): string | undefined {
  const parsed = parseLoadBalancerId(id);
  return parsed !== undefined && 'account' in parsed ? parsed.account : undefined;
}
