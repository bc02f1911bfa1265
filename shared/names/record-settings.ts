import type { Routing } from '../records/routing.ts';

/** What the tags of a label ask of the records of its names, valid by itself; what hangs on zone and load balancer is judged later. */
export interface RecordSettings {
  /** `undefined`: by the scheme of the load balancer. */
  readonly access?: 'public' | 'private' | 'both' | undefined;
  /** The hosted zone to publish in, without `/hostedzone/`. */
  readonly zoneId?: string | undefined;
  /** Among load balancers of one cluster that ask for the name: the higher comes first. `undefined`: 0. */
  readonly priority?: number | undefined;
  readonly record: RecordWish;
  /** `undefined`: a simple record. */
  readonly routed?: RoutedWish | undefined;
}

/** `target`: what stands in front of the load balancer, lower case, no trailing dot; `undefined`: the load balancer itself. */
export type RecordWish =
  | {
      readonly kind: 'alias';
      readonly target?: { readonly dnsName: string; readonly hostedZoneId: string } | undefined;
      readonly evaluateTargetHealth: boolean;
    }
  | { readonly kind: 'cname'; readonly target?: string | undefined /** Seconds. */; readonly ttl: number };

export interface RoutedWish {
  readonly routing: Routing;
  /** `undefined`: derived from the load balancer. */
  readonly setIdentifier?: string | undefined;
  readonly healthCheckId?: string | undefined;
}
