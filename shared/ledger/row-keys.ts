import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { NameKey } from './rows.ts';

export const LOAD_BALANCER = 'lb#';
const NAME = 'name#';
const ZONE = 'zone#';
const QUOTA = 'quota#';

/** Hash keys of the ledger table. */
export const loadBalancerPk = (id: LoadBalancerId): string => `${LOAD_BALANCER}${id}`;
export const namePk = (key: NameKey): string => `${NAME}${key}`;
export const zonePk = (zoneId: string): string => `${ZONE}${zoneId}`;
export const quotaPk = (account: string): string => `${QUOTA}${account}`;
export const FREEZES_PK = 'freezes';
/** Patterns of all keys of a kind, as IAM writes them. */
export const ZONE_PKS = `${ZONE}*`;
export const LOAD_BALANCER_PKS = `${LOAD_BALANCER}*`;
export const NAME_PKS = `${NAME}*`;
export const QUOTA_PKS = `${QUOTA}*`;

/** What a hash key stands for; `undefined` for rows of other kinds, which later versions may add. */
export function parsePk(
  pk: string,
):
  | { readonly kind: 'load-balancer'; readonly id: LoadBalancerId }
  | { readonly kind: 'name'; readonly key: NameKey }
  | { readonly kind: 'zone' }
  | undefined {
  if (pk.startsWith(LOAD_BALANCER))
    return { kind: 'load-balancer', id: pk.slice(LOAD_BALANCER.length) as LoadBalancerId };
  if (pk.startsWith(NAME)) return { kind: 'name', key: pk.slice(NAME.length) as NameKey };
  if (pk.startsWith(ZONE)) return { kind: 'zone' };
  return undefined;
}
