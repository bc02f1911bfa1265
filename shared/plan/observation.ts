import type { Kind } from '../kubernetes/kinds.ts';
import type { NameKey } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';

/**
 * How the survey of its cluster judges a name that a load balancer asks for.
 * - `ready`: served, or nothing to check; by a survey fresh enough for this hint.
 * - `stale`: the same by an older survey: it keeps its place, and is not enough to publish anew.
 * - `unbound`: not judged yet. `survey`: a fresh one is needed; `object`: what the tags name is not there yet;
 *   `cluster`: it could not be asked.
 * - `unserved`: hosts are declared behind it and none covers the name; `at`: when that survey began (epoch ms). `stale`:
 *   by an older survey, and it was refused before: it stays so, and that is not enough to withdraw.
 * - `refused`: it is asked for and cannot be had as it is: what stands of it stays as it is, and nothing new comes.
 *   `kept`: its cluster is not to be asked under these settings; `refused`: what the tags ask for is not possible.
 */
export type Check =
  | { readonly kind: 'ready' | 'stale'; readonly note: string }
  | { readonly kind: 'unbound'; readonly because: 'survey' | 'object' | 'cluster'; readonly reason: string }
  | { readonly kind: 'unserved'; readonly at: number; readonly stale: boolean; readonly reason: string }
  | { readonly kind: 'refused'; readonly outcome: 'refused' | 'kept'; readonly reason: string };

export interface Ask {
  /** All of one set identifier and one shape. Empty where `check` is `refused`. */
  readonly records: readonly RecordSet[];
  /** Among load balancers of one cluster, the higher first. Absent where `check` is `refused`: it is as it was. */
  readonly priority?: number | undefined;
  readonly check: Check;
  /** Something behind the load balancer asks for it, perhaps beside a tag. */
  readonly asked?: true | undefined;
}

/** What one complete look at one load balancer says about names. A gone one asks for nothing. */
export interface Observation {
  readonly id: LoadBalancerId;
  /** When the look began, epoch ms. */
  readonly began: number;
  readonly gone: boolean;
  readonly createdAt: string;
  readonly line: string;
  /** The cluster that its tags name; empty for none. */
  readonly cluster: string;
  readonly asks: ReadonlyMap<NameKey, Ask>;
  /**
   * Of a name that something behind it asked for before and that is not among `asks`. Absent: that it is not among them is
   * all there is to say, as of a name that a tag asked for.
   */
  readonly unasked?: Check | undefined;
  /** Hosts it asks for and does not get, whatever stands in Route 53. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tag keys under our prefix that ask for nothing, with the reason. */
  readonly ignored: Readonly<Record<string, string>>;
  /** Kinds by which hosts are declared behind it, or once were. */
  readonly declares: readonly Kind[];
  /** What stands behind it may ask for names, and the survey at hand is too old to say. */
  readonly needsSurvey: boolean;
}

/** Seconds between two looks that miss a name, by whose absence it is. */
export interface WithdrawAfter {
  readonly loadBalancer: number;
  readonly gateway: number;
}
