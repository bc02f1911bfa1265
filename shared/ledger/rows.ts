import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';

/**
 * Version of the row shapes below. A program that meets a higher one writes nothing; lower ones are read as they are.
 * 1: simple records only, one `pending` a name. 2: set identifiers, routing, `pending` by claim.
 */
export const SCHEMA = 2;

/** `<zoneId>#<host>`: the unit of contest, plan, write and ledger row. */
export type NameKey = `${string}#${string}`;

export type Outcome =
  | 'published'
  | 'waiting'
  | 'not bound yet'
  | 'refused'
  | 'leaving'
  | 'held back'
  | 'kept';

/** `lb#<id>`: what may mention this load balancer, and the version that orders the looks at it. */
export interface LoadBalancerRow {
  readonly ver: string;
  readonly schema: number;
  /** A superset of the names whose claims, standing or sent may mention it. */
  readonly names: readonly NameKey[];
  /** Names it asks for and does not get, with the reason; by host as the tag spells it. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tag keys under our prefix that ask for nothing, with the reason. They refuse no name. */
  readonly ignored: Readonly<Record<string, string>>;
  /** Hosts were once declared behind it: from then on "nothing declares hosts" is no longer a pass. */
  readonly declared: boolean;
  /** Epoch seconds; set only when it was seen gone and nothing mentions it. */
  readonly expires?: number | undefined;
}

/** A claim whose record stands and that a complete look missed. */
export interface Missing {
  /** When the first such look began, epoch ms. */
  readonly since: number;
  readonly cause: 'load balancer' | 'gateway';
  /** Others may have the name: the load balancer itself is gone, or a second look agreed. A tag may vanish for a moment. */
  readonly final: boolean;
}

/** A change for a claim that was considered and not sent, so that the next run need not ask Route 53 again. */
export interface Pending {
  /** What was to stand of the claim; empty where it was to go. */
  readonly wanted: readonly RecordSet[];
  readonly outcome: 'refused' | 'held back';
  readonly reason: string;
  /** Refused for what it asks itself: somebody who asks for something else may have the name. */
  readonly own?: true | undefined;
}

/** A name that a load balancer asks for: one claim a load balancer and name. */
export interface Claim {
  readonly lb: LoadBalancerId;
  readonly setId: string;
  /** What it asks for; where that is refused, what stands of it. */
  readonly records: readonly RecordSet[];
  /** Creation time of the load balancer, ISO 8601. */
  readonly createdAt: string;
  readonly line: string;
  readonly missing?: Missing | undefined;
  /** Since when it is asked for without being checked yet (epoch ms). Never set while it holds the name. */
  readonly unboundSince?: number | undefined;
  readonly pending?: Pending | undefined;
  /** What stands of it stays as it is: what it asks for is refused, or nobody may judge it. Only a look at it ends that. */
  readonly stays?: true | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
}

export interface Holder {
  readonly lb: LoadBalancerId;
  readonly line: string;
}

/** A record set that stands in Route 53, and whose claim it serves. */
export interface StandingSet {
  readonly set: RecordSet;
  readonly lb: LoadBalancerId;
}

/** A record set that was announced and whose attempt has no sure answer. */
export interface SentSet extends StandingSet {
  readonly attempt: string;
  /** Epoch ms. */
  readonly at: number;
  /**
   * The attempt deletes it and creates nothing. It may still take effect after a read that found the record standing, so
   * the name is to be read again; what stands does not become ours by it.
   */
  readonly removed?: true | undefined;
}

/** `name#<zoneId>#<host>`: who asks for a name, who holds it, and what of ours stands there. */
export interface NameRow {
  /** Changes with each write; empty for a row that is not there. */
  readonly rev: string;
  readonly schema: number;
  readonly zoneId: string;
  readonly host: string;
  /** By `<load balancer>|<set identifier>`. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** By set identifier; a simple name's is empty. */
  readonly holders: Readonly<Record<string, Holder>>;
  readonly standing: readonly StandingSet[];
  readonly sent: readonly SentSet[];
  /** The row does not know what stands: the name must be read in Route 53. */
  readonly doubt: boolean;
  /** Epoch seconds; set only on a row that says nothing any more. */
  readonly expires?: number | undefined;
}

export function nameKey(zoneId: string, host: string): NameKey {
  return `${zoneId}#${host}`;
}

/** The inverse of `nameKey`; a zone id holds no `#`. */
export function splitNameKey(key: NameKey): { zoneId: string; host: string } {
  const at = key.indexOf('#');
  return { zoneId: key.slice(0, at), host: key.slice(at + 1) };
}

export function claimKey(claim: { readonly lb: LoadBalancerId; readonly setId: string }): string {
  return `${claim.lb}|${claim.setId}`;
}

export function emptyNameRow(key: NameKey): NameRow {
  return {
    ...splitNameKey(key),
    rev: '',
    schema: SCHEMA,
    claims: {},
    holders: {},
    standing: [],
    sent: [],
    doubt: false,
  };
}

export function emptyLoadBalancerRow(): LoadBalancerRow {
  return { ver: '', schema: SCHEMA, names: [], refused: {}, ignored: {}, declared: false };
}

/** The load balancers that the row mentions: by the id in its entries, never by a value. */
export function mentionedBy(row: NameRow): readonly LoadBalancerId[] {
  return [...new Set([...Object.values(row.claims), ...row.standing, ...row.sent].map(({ lb }) => lb))];
}

/** A row that says nothing any more; it stays for an hour, so that a late writer still meets its rev. */
export function isTombstone(row: NameRow): boolean {
  return (
    Object.keys(row.claims).length === 0 && row.standing.length === 0 && row.sent.length === 0 && !row.doubt
  );
}
