import type { Cause } from '../events/hint.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';

/**
 * Version of the shapes of all rows. A program that meets a higher one writes nothing; lower ones are brought to this one
 * as they are read (`upgrade-row.ts`).
 * 1: simple records only, one `pending` a name. 2: set identifiers, routing, `pending` by claim. 3: cluster and priority
 * of claims, lines of names that outlive their holder, pauses of what Route 53 refuses, transitions; rows of zones, quotas
 * and freezes. 4: claims that what stands behind a load balancer asks for; by which kinds hosts were declared behind it.
 * 5: what the last look at a load balancer saw of its tags; changes held back by drift.
 */
export const SCHEMA = 5;

/** `<zoneId>#<host>`: the unit of contest, plan, write and ledger row. */
export type NameKey = `${string}#${string}`;

export type Outcome =
  | 'published'
  | 'waiting'
  | 'not bound yet'
  | 'refused'
  | 'leaving'
  | 'held back'
  | 'quarantined'
  | 'kept';

/** A claim whose record stands and that a complete look missed. */
export interface Missing {
  /** When the first such look began, epoch ms. */
  readonly since: number;
  readonly cause: 'load balancer' | 'gateway';
  /** Others may have the name: the load balancer itself is gone, or a second look agreed. A tag may vanish for a moment. */
  readonly final: boolean;
}

/** What holds a change back that could be sent otherwise. `closed`: the settings no longer allow the name to anybody. */
export type HeldBy =
  | 'plan'
  | 'create-only'
  | 'upsert-only'
  | 'closed'
  | 'drift'
  | 'freeze'
  | 'brake'
  | 'quota';

/** A change for a claim that was considered and not sent, so that the next run need not ask Route 53 again. */
export interface Pending {
  /** What was to stand of the claim; empty where it was to go. */
  readonly wanted: readonly RecordSet[];
  /** `quarantined`: Route 53 itself refused it, and it is tried again after a pause that grows. */
  readonly outcome: 'refused' | 'held back' | 'quarantined';
  readonly reason: string;
  /** Of what is held back. */
  readonly by?: HeldBy | undefined;
  /** Of what is in quarantine: how often it was refused in a row, and from when on it may be tried again (epoch ms). */
  readonly times?: number | undefined;
  readonly until?: number | undefined;
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
  /** The cluster that its tags name; empty for none. The first step of a contest is between clusters. */
  readonly cluster: string;
  /** The tag `priority`: orders load balancers of one cluster, the higher first. */
  readonly priority: number;
  /** What stands behind its load balancer asks for it, so that only a survey can miss it. */
  readonly asked?: true | undefined;
  /** Since when it comes before a living holder without being ready to take over (epoch ms). */
  readonly notReadySince?: number | undefined;
  readonly missing?: Missing | undefined;
  /** Since when it is asked for without being checked yet (epoch ms). Never set while it holds the name. */
  readonly unboundSince?: number | undefined;
  readonly pending?: Pending | undefined;
  /** What stands of it stays as it is: what it asks for is refused, or nobody may judge it. Only a look at it ends that. */
  readonly stays?: true | undefined;
  /** Why its cluster cannot judge now what it asks for instead of what stands of it. */
  readonly hindrance?: string | undefined;
  /** What the last look said of its being served: `not checked`, `served by …`. */
  readonly note?: string | undefined;
  readonly outcome: Outcome;
  readonly reason: string;
}

export interface Holder {
  readonly lb: LoadBalancerId;
  /** Whose the set is: of a stand-in's set still the line that it stands in for. */
  readonly line: string;
  /** The holder's own line, where it stands in for another. */
  readonly own?: string | undefined;
  /** Since when no claim of that line is in the row (epoch ms). An hour later the set is the holder's own line's. */
  readonly goneSince?: number | undefined;
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
  /** What became of its claims, newest first, `TRANSITIONS` at most. */
  readonly transitions: readonly Transition[];
  /** Epoch seconds; set only on a row that says nothing any more. */
  readonly expires?: number | undefined;
}

/** How many transitions a name's row remembers. */
export const TRANSITIONS = 10;

/** A claim that came to something else, and what led to it. */
export interface Transition {
  /** Epoch ms. */
  readonly at: number;
  readonly lb: LoadBalancerId;
  readonly outcome: Outcome | 'left';
  readonly reason: string;
  /** What stands of it, as people read it. */
  readonly records: readonly string[];
  readonly cause: Cause;
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
    transitions: [],
  };
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
