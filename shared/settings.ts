import type { Zone } from './zones/zone.ts';

/**
 * What may be done to records, each more than the one before. `plan`: nothing. `create-only`: new record sets.
 * `upsert-only`: changed ones as well, but none goes without another of its name in its place. `sync`: all.
 */
export type Policy = 'plan' | 'create-only' | 'upsert-only' | 'sync';

/**
 * Must a name be covered by a host that is declared behind its load balancer? `when-bound`: if anything there declares
 * hosts, or ever did; `required`: always; `off`: never.
 */
export type Match = 'when-bound' | 'required' | 'off';

/**
 * Where names come from. `tags`: of the load balancer; `annotations`: of the objects behind it; `hosts`: every host that is
 * served through it.
 */
export type Source = 'tags' | 'annotations' | 'hosts';

export interface Cluster {
  readonly name: string;
  /** Of its load balancers in a contest with those of other clusters: the higher comes first. Absent: 0, as of those of none. */
  readonly priority?: number | undefined;
  /** Absent: `when-bound`. */
  readonly match?: Match | undefined;
  /** Absent: those of all clusters. */
  readonly sources?: readonly Source[] | undefined;
  /** Set when the API server is reached from inside a VPC only. */
  readonly vpc?:
    | {
        readonly id: string;
        readonly subnetIds: readonly string[];
        readonly securityGroupIds: readonly string[];
      }
    | undefined;
}

/** How many names of a zone may change within a window before it takes a person's word: the higher of the two. */
export interface BrakeLimit {
  readonly names: number;
  /** Of the names held when the window began. */
  readonly percent: number;
}

export interface BrakeSettings {
  /** Seconds. */
  readonly window: number;
  /** Names, or sets of them, that go without another in their place. */
  readonly removals: BrakeLimit;
  /** Names that another line's load balancer takes over. */
  readonly retargets: BrakeLimit;
}

/** A token bucket: so many at once, so many more each second. */
export interface BucketSettings {
  readonly perSecond: number;
  readonly burst: number;
}

/** The share of Route 53's two buckets of an account that Signpost keeps to, over all its invocations. */
export interface QuotaSettings {
  readonly requests: BucketSettings;
  readonly changes: BucketSettings;
}

/** The settings that the functions run by: validated at synth, inlined in each bundle. */
export interface Settings {
  /** Name of the stack, told in change comments and logs. */
  readonly name: string;
  readonly policy: Policy;
  readonly tagPrefix: string;
  readonly zones: readonly Zone[];
  /** The account that the functions run in, which only they know; it owns the load balancers whose id tells none. */
  readonly account?: string | undefined;
  readonly clusters: readonly Cluster[];
  /** Absent: tags alone. */
  readonly sources?: readonly Source[] | undefined;
  /** May the tag `match` of a load balancer say otherwise than its cluster? Absent: no. */
  readonly matchByTag?: boolean | undefined;
  /** Seconds between the two looks that a withdrawal needs. */
  readonly withdrawAfter: { readonly loadBalancer: number; readonly gateway: number };
  readonly brake: BrakeSettings;
  readonly quota: QuotaSettings;
}
