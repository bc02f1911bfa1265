/**
 * A load balancer's id in hints and in the ledger: the ARN of an application, network or gateway load balancer;
 * `classic/<region>/<name>` for a classic one, whose API knows names only. A classic name may be used again by
 * another load balancer: then the id stays and what a look finds behind it changes.
 */
export type LoadBalancerId = `arn:${string}` | `classic/${string}`;

export type LoadBalancerKind = 'application' | 'network' | 'gateway' | 'classic';

/** A load balancer as the ELB APIs describe it now, with its tags. */
export interface LoadBalancer {
  readonly id: LoadBalancerId;
  readonly kind: LoadBalancerKind;
  readonly name: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly addressType: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
  /** Lower case, no trailing dot. */
  readonly dnsName: string;
  /** The canonical hosted zone of `dnsName`, as an alias target wants it. */
  readonly hostedZoneId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a look found: the load balancer, that it is gone, or that the APIs would not say. */
export type Look =
  | { readonly kind: 'present'; readonly loadBalancer: LoadBalancer }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown'; readonly error: Error };
