import type { Cause } from '../events/hint.ts';
import type { Kind, ObjectRef } from '../kubernetes/kinds.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/** Of an object, those alone that may ask for names: key to value. */
export type Annotations = Readonly<Record<string, string>>;

/** An object that load balancers are made for or stand in front of: a Service, an Ingress, a Gateway of the Gateway API. */
export interface Entrance {
  /** DNS names of the load balancers that its status shows, lower case, sorted. */
  readonly shows: readonly string[];
  /**
   * By what declares hosts behind it, the hosts that are served through it: lower case, sorted, `a.example.com`,
   * `*.example.com`, `*`. Empty where something declares and serves nothing. The entrance itself may be among them.
   */
  readonly serves: Readonly<Partial<Record<ObjectRef, readonly string[]>>>;
}

/** One document per cluster. An incomplete one says why and carries no objects: it never stands for "nothing is there". */
export interface Survey {
  readonly schema: typeof SURVEY_SCHEMA;
  readonly cluster: string;
  /** When its reading began, epoch ms. */
  readonly startedAt: number;
  readonly complete: boolean;
  readonly problem?: string | undefined;
  /** Kinds that the cluster does not have at all; what objects of them declared before is neither there nor gone. */
  readonly notServed?: readonly Kind[] | undefined;
  readonly entrances: Readonly<Partial<Record<ObjectRef, Entrance>>>;
  /** Entrances behind which hosts were declared within the hour and are no more: when last (epoch ms). */
  readonly declared?: Readonly<Partial<Record<ObjectRef, number>>> | undefined;
  /** Of entrances and of what declares hosts behind them; only of those that have any. */
  readonly annotations: Readonly<Partial<Record<ObjectRef, Annotations>>>;
}

/** Version of the document. Of another one a reader says that there is no survey, and the next one replaces it. */
export const SURVEY_SCHEMA = 2;

/** Version of the asks: counted up when an old reader would misread a new one, which then goes back to the queue. */
export const ASK_VERSION = 1;

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
