import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/**
 * The set identifier of a load balancer whose tags give none: `<region>/<app|net>/<name>/<hex>`, which is its ARN without
 * what all of them share, or `<region>/classic/<name>`. As stable and as unique as the load balancer's id; 100 characters
 * at most, where Route 53 takes 128.
 */
export function derivedSetIdentifier(id: LoadBalancerId): string {
  return id
    .replace(/^classic\/([^/]*)\//, '$1/classic/')
    .replace(/^arn:[^:]*:[^:]*:([^:]*):[^:]*:loadbalancer\//, '$1/');
}
