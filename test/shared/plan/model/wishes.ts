import type { LoadBalancerId } from '../../../../shared/load-balancers/load-balancer.ts';
import type { RecordSet } from '../../../../shared/records/record-set.ts';
import type { Routing } from '../../../../shared/records/routing.ts';

/** What the tags of a load balancer ask for at the one name of the model. */
export interface Wish {
  readonly kind: 'alias' | 'cname';
  /** Of an alias; `A` where none is given. */
  readonly types?: readonly ('A' | 'AAAA')[];
  /** Of a CNAME; 300 where none is given. */
  readonly ttl?: number;
  /** Of a routed one; the load balancer's own where none is given. */
  readonly setId?: string;
  readonly routing?: Routing;
  /** The load balancer's own DNS name where none is given. */
  readonly target?: string;
  readonly healthCheckId?: string;
}

export const ALIAS: Wish = { kind: 'alias' };
export const CNAME: Wish = { kind: 'cname' };

export const weighted = (setId: string, weight: number, more: Partial<Wish> = {}): Wish => ({
  kind: 'alias',
  setId,
  routing: { policy: 'weighted', weight },
  ...more,
});

export const latency = (setId: string, region: string, more: Partial<Wish> = {}): Wish => ({
  kind: 'alias',
  setId,
  routing: { policy: 'latency', region },
  ...more,
});

export const failover = (setId: string, role: 'PRIMARY' | 'SECONDARY', more: Partial<Wish> = {}): Wish => ({
  kind: 'alias',
  setId,
  routing: { policy: 'failover', role },
  ...more,
});

export const geolocation = (setId: string, country: string, more: Partial<Wish> = {}): Wish => ({
  kind: 'alias',
  setId,
  routing: { policy: 'geolocation', location: { country } },
  ...more,
});

export const geoproximity = (setId: string, region: string, bias = 0, more: Partial<Wish> = {}): Wish => ({
  kind: 'alias',
  setId,
  routing: { policy: 'geoproximity', region, bias },
  ...more,
});

export const lbNamed = (name: string): LoadBalancerId => `classic/us-east-1/${name}`;
export const nameOf = (lb: LoadBalancerId): string => lb.split('/').at(-1) ?? lb;

export function recordsOf(name: string, wish: Wish): RecordSet[] {
  const { kind, types = ['A'], ttl = 300, routing, target = name, healthCheckId } = wish;
  const setId = routing ? (wish.setId ?? `of ${name}`) : '';
  const routed = { setId, ...(routing && { routing }), ...(healthCheckId && { healthCheckId }) };
  if (kind === 'cname') return [{ type: 'CNAME', ttl, values: [target], ...routed }];
  const alias = { dnsName: target, hostedZoneId: 'Z35', evaluateTargetHealth: true };
  return types.map((type) => ({ type, alias, ...routed }));
}
