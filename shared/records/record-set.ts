export type RecordType = 'A' | 'AAAA' | 'CNAME';

/** An alias target in canonical form: lower case, no trailing dot. */
export interface AliasTarget {
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly evaluateTargetHealth: boolean;
}

/**
 * A record set of types A, AAAA or CNAME of one name, in canonical form, ours or somebody else's.
 * `setId` is empty for a simple record. What only others write here is kept as it is, so that
 * their records compare unequal to ours and can be told in a message.
 */
export interface RecordSet {
  readonly type: RecordType;
  readonly setId: string;
  readonly alias?: AliasTarget | undefined;
  readonly ttl?: number | undefined;
  readonly values?: readonly string[] | undefined;
  /** Weight, Region, HealthCheckId and the like, as canonical JSON. */
  readonly other?: string | undefined;
}
