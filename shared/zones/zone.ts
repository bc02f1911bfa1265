/**
 * Who may claim which names of a zone: a claim is allowed if it fits all that a rule gives. Patterns: `name-pattern.ts`.
 */
export interface AllowRule {
  readonly names: readonly string[];
  /** Clusters of the settings that its load balancer is of. */
  readonly clusters?: readonly string[] | undefined;
  /** Accounts that own its load balancer. */
  readonly accounts?: readonly string[] | undefined;
  /** Tags that its load balancer has, with just these values. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What becomes of records of ours that somebody else changed or removed. `restore`: they are put back, where nobody else's
 * stand in the way. `respect`: nothing is written at the name until an operator or the claim says so.
 */
export type Drift = 'restore' | 'respect';

/** A hosted zone that the settings name. */
export interface Zone {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** Lower case, ASCII, no trailing dot. */
  readonly name: string;
  readonly private: boolean;
  /** Absent: every name of the zone is anybody's. */
  readonly allow?: readonly AllowRule[] | undefined;
  /** Patterns of names that nobody gets. */
  readonly protect?: readonly string[] | undefined;
  /** Absent: `restore`. */
  readonly drift?: Drift | undefined;
  /** The role to assume for a zone of another account. */
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
}
