import type { Routing } from './routing.ts';

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
  /** Seconds. An alias has none. */
  readonly ttl?: number | undefined;
  /** As they stand, byte by byte: Route 53 deletes only what is given as it is. */
  readonly values?: readonly string[] | undefined;
  readonly routing?: Routing | undefined;
  readonly healthCheckId?: string | undefined;
  /** What Signpost never writes (MultiValueAnswer, CidrRoutingConfig, coordinates and the like), as canonical JSON. */
  readonly other?: string | undefined;
}
