import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/** Where a hint came from, for logs and the ledger; nothing is decided by it. */
export interface Cause {
  /** What began it all: CloudTrail event name, `Tag Change on Resource`, `sweep`, `survey`, `operator`. */
  readonly event: string;
  /** The CloudTrail eventID, the EventBridge id, or an id of our own. */
  readonly eventId: string;
  /** When that was, ISO 8601. */
  readonly at: string;
  /** Who called: the ARN of a role's session or a user, or the service. Absent where the event does not say. */
  readonly principal?: string;
  /** How it came along, the last step: `replay`, or from run to run `follow`, `waited for`, `look again`, `survey`. */
  readonly via?: string;
  /** The replay that brought the event again, by name. */
  readonly replay?: string;
}

/**
 * What an event says that a look should confirm. When they disagree the APIs may lag behind the event, so the load
 * balancer is looked at once more, later. `null`: the tag was removed.
 */
export interface Says {
  readonly exists?: boolean;
  readonly tags?: Readonly<Record<string, string | null>>;
}

/** Look at this load balancer. */
export interface LoadBalancerHint {
  readonly kind: 'load-balancer';
  readonly id: LoadBalancerId;
  readonly cause: Cause;
  readonly says?: Says;
  /** A survey that began at this time (epoch ms) or later is fresh enough for this hint. */
  readonly notBefore?: number;
  /** How many delayed looks went before this one because event and look disagreed. */
  readonly looks?: number;
  /**
   * How many runs, one because of the other, led here since something outside was heard of. Two load balancers that
   * have something to do with each other's names would otherwise call each other for as long as that cannot be done.
   */
  readonly hops?: number;
}

/** Read this name in Route 53. */
export interface NameHint {
  readonly kind: 'name';
  readonly zoneId: string;
  readonly host: string;
  /** An operator asks: what is in quarantine is tried again before its pause ends. */
  readonly retry?: true;
  readonly cause: Cause;
}

export type Hint = LoadBalancerHint | NameHint;
