import type { Cause } from '../events/hint.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/** `Service/istio-ingress/gateway`: kind, namespace, name. */
export type ObjectRef = `${string}/${string}`;

export interface SurveyedService {
  readonly type: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Hostnames of `status.loadBalancer.ingress`, lower case. */
  readonly hostnames: readonly string[];
}

export interface SurveyedGateway {
  readonly selector: Readonly<Record<string, string>>;
  /** As written in the manifest: `*.x`, `ns/host`, `./host`, `*`. */
  readonly hosts: readonly string[];
}

/** What stands behind one load balancer. */
export interface Behind {
  /** The objects whose status shows its DNS name, and what declares hosts behind them, sorted. */
  readonly objects: readonly ObjectRef[];
  /** True if anything behind it declares hosts at all, even if `hosts` is empty (`~/x` declares and serves nothing). */
  readonly declares: boolean;
  /** Hosts served through it, lower case, sorted, namespace part taken off: `a.example.com`, `*.example.com`, `*`. */
  readonly hosts: readonly string[];
}

/** One document per cluster. An incomplete one says why and carries no objects: it never stands for "nothing is there". */
export interface Survey {
  readonly schema: 1;
  readonly cluster: string;
  /** When its reading began, epoch ms. */
  readonly startedAt: number;
  readonly complete: boolean;
  readonly problem?: string | undefined;
  /** Custom resources that the cluster does not have; what they declared before is neither there nor gone. */
  readonly notServed?: readonly string[] | undefined;
  /** By `namespace/name`. */
  readonly services: Readonly<Record<string, SurveyedService>>;
  readonly gateways: Readonly<Record<string, SurveyedGateway>>;
  /** By DNS name of the load balancer, lower case. */
  readonly loadBalancers: Readonly<Record<string, Behind>>;
}

/**
 * A message to the survey: who asks, and when the reading may begin at the earliest (epoch ms). A schedule asks for
 * nobody, at any time: both may be absent in its message (`parseSurveyAsk`).
 */
export interface SurveyAsk {
  readonly cluster: string;
  readonly loadBalancers: readonly LoadBalancerId[];
  readonly notBefore: number;
  /** What led each of them to ask: the hints that close the survey carry it on. */
  readonly causes?: Readonly<Partial<Record<LoadBalancerId, Cause>>> | undefined;
}
