import { isTombstone, type NameKey, type NameRow, type Pending, type StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../route53/record-set.ts';
import { sameRecordSets } from '../route53/same-record-set.ts';
import type { Policy } from '../settings.ts';
import {
  addsKind,
  admit,
  type Difference,
  describeDifference,
  difference,
  isEmpty,
  isStillPending,
} from './admit.ts';
import { chooseTarget } from './choose-target.ts';
import { type LiveClaim, mergeClaims } from './merge-claims.ts';
import type { Observation, WithdrawAfter } from './observation.ts';
import { candidates, topClaim } from './rank-claims.ts';
import { settleListing, sortSets } from './settle-listing.ts';
import { tellOutcomes } from './tell-outcomes.ts';

export interface NameInput {
  readonly key: NameKey;
  /** Present, or made empty. */
  readonly row: NameRow;
  /** Looks of this run whose load balancer asks for the name or may be mentioned by the row. */
  readonly observations: readonly Observation[];
  /** The name as Route 53 lists it, if it was read in this run. */
  readonly listing?: { readonly sets: readonly RecordSet[]; readonly at: number } | undefined;
  /** A hint, a refusal or a lost answer asks for a read whatever the row says. */
  readonly mustRead: boolean;
  /** What Route 53 refused in this run, and its words. */
  readonly refusal?: { readonly changes: Difference; readonly message: string } | undefined;
  readonly policy: Policy;
  /** Epoch ms. */
  readonly now: number;
  readonly withdrawAfter: WithdrawAfter;
}

export interface Decision {
  readonly key: NameKey;
  /** The name must be listed in Route 53 and decided again; nothing else of this decision counts. */
  readonly mustRead: boolean;
  /** The row as it is to be once `changes` took effect, or at once where there are none. `rev` is the one read. */
  readonly row: NameRow;
  /** The row while the changes are under way, without the values about to be sent. */
  readonly announced: NameRow;
  /** Empty where nothing is to be sent. */
  readonly changes: Difference;
  readonly owner?: LoadBalancerId | undefined;
  /** Load balancers to be looked at because their claim should stand and does not, or the other way round. */
  readonly follow: readonly LoadBalancerId[];
  readonly waitedFor?: ReturnType<typeof whoIsWaitedFor>;
  readonly lookAgain: readonly { readonly lb: LoadBalancerId; readonly at: number }[];
  readonly askSurvey: readonly LoadBalancerId[];
}

const NOTHING: Difference = { deletes: [], creates: [] };
const NOBODY: LoadBalancerId = 'classic/';
const TOMBSTONE_LIFE = 60 * 60;

/**
 * Decides one name: claims, contest, what should stand, what may be sent. Pure; the invariants of docs/design.md are
 * kept here, and the callers only carry out.
 */
export function decideName(input: NameInput): Decision {
  const { key, listing, observations, now } = input;
  if (listing === undefined && (input.mustRead || input.row.doubt)) return readFirst(input);
  const { row, foreign } = listing ? settleListing(input.row, listing) : { row: input.row, foreign: [] };

  const { claims, lookAgain, askSurvey } = mergeClaims(key, row, observations, now, input.withdrawAfter);
  const holder = row.holders[''];
  const top = topClaim(claims, holder);
  const target = chooseTarget(row, claims, top, now, input.policy);
  const unseen = pendingUnseen(row, claims, top);
  const verdict = mayChange(input, row, target.sets, foreign, unseen);
  if (verdict === 'read') return readFirst(input);

  const standing = sortSets(verdict.target);
  const owner = top?.observed && standing.some(({ lb }) => lb === top.lb) ? top : undefined;
  const nextHolder = owner ? { lb: owner.lb, line: owner.line } : holder;
  const situation = { top, standing, pending: verdict.pending, withdrawAfter: input.withdrawAfter };
  const settled: NameRow = {
    ...row,
    claims: tellOutcomes(
      claims.filter((claim) => isKept(claim, standing)),
      { ...situation, holder: nextHolder },
    ),
    holders: nextHolder && (standing.length > 0 || top) ? { '': nextHolder } : {},
    standing,
    pending: verdict.pending,
    expires: undefined,
  };
  const isSent = !isEmpty(verdict.changes);
  return {
    key,
    mustRead: false,
    row: isTombstone(settled) ? { ...settled, expires: expiry(input, now) } : settled,
    announced: {
      ...settled,
      claims: tellOutcomes(claims, { ...situation, holder: nextHolder, standing: row.standing, isSent }),
      standing: row.standing,
      doubt: true,
    },
    changes: verdict.changes,
    owner: isSent ? top?.lb : undefined,
    follow: whoFollows(claims, top, standing, verdict.pending),
    waitedFor: whoIsWaitedFor(claims, top),
    lookAgain: lookAgain.filter(
      ({ lb }) => standing.some((entry) => entry.lb === lb) || isUnbound(claims, lb),
    ),
    askSurvey: target.needsSurvey && top ? [...askSurvey, top.lb] : askSurvey,
  };
}

function readFirst({ key, row }: NameInput): Decision {
  const none = { follow: [], lookAgain: [], askSurvey: [] };
  return { key, mustRead: true, row, announced: row, changes: NOTHING, ...none };
}

interface Admitted {
  readonly target: readonly StandingSet[];
  readonly changes: Difference;
  readonly pending: Pending | undefined;
}

/** What of the target may be sent now. `read`: it depends on what stands at the name. */
function mayChange(
  input: NameInput,
  row: NameRow,
  target: readonly StandingSet[],
  foreign: readonly RecordSet[],
  unseen: Pending | undefined,
): Admitted | 'read' {
  const wanted = difference(row.standing, target);
  const stay = { target: row.standing, changes: NOTHING };
  if (input.listing === undefined) {
    if (isEmpty(wanted)) return { target, changes: NOTHING, pending: unseen };
    if (isStillPending(row.pending, target, input.policy)) return { ...stay, pending: row.pending };
    if (row.pending?.outcome === 'refused' || addsKind(row.standing, wanted)) return 'read';
  }
  const admitted = admit(row, target, foreign);
  const changes = difference(row.standing, admitted.target);
  if (isEmpty(changes))
    return { ...admitted, changes, pending: admitted.refused ?? stillPending(input, row, foreign, unseen) };
  const refusal = input.refusal;
  if (refusal && isSame(refusal.changes, changes)) {
    const reason = `Route 53 refuses it: ${refusal.message}`;
    return { ...stay, pending: { wanted: target.map(({ set }) => set), outcome: 'refused', reason } };
  }
  if (input.policy === 'plan') {
    const reason = `policy is plan, nothing is written; it would ${describeDifference(changes)}`;
    return { ...stay, pending: { wanted: target.map(({ set }) => set), outcome: 'held back', reason } };
  }
  return { target: admitted.target, changes, pending: admitted.refused };
}

/** What is pending for a load balancer that this run did not look at: then it has nothing to say about it. */
function pendingUnseen(
  { pending, standing }: NameRow,
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
): Pending | undefined {
  if (pending === undefined) return undefined;
  if (top !== undefined)
    return !top.observed && sameRecordSets(pending.wanted, top.records) ? pending : undefined;
  const observed = new Set(claims.filter((claim) => claim.observed).map(({ lb }) => lb));
  return standing.some(({ lb }) => !observed.has(lb)) ? pending : undefined;
}

/** A read of the name by itself: what was refused stays refused while somebody's record is in its way. */
function stillPending(
  { policy }: NameInput,
  row: NameRow,
  foreign: readonly RecordSet[],
  unseen: Pending | undefined,
): Pending | undefined {
  if (unseen?.outcome !== 'refused') return policy === 'plan' ? unseen : undefined;
  // Whose it is makes no difference to what stands in its way.
  const wanted = unseen.wanted.map((set) => ({ set, lb: NOBODY }));
  return admit(row, wanted, foreign).refused;
}

function isSame(a: Difference, b: Difference): boolean {
  return sameRecordSets(a.deletes, b.deletes) && sameRecordSets(a.creates, b.creates);
}

/** A claim that its load balancer no longer makes is kept for as long as something of it stands. */
function isKept(claim: LiveClaim, standing: readonly StandingSet[]): boolean {
  return claim.missing === undefined || standing.some(({ lb }) => lb === claim.lb);
}

function isUnbound(claims: readonly LiveClaim[], lb: LoadBalancerId): boolean {
  return claims.some((claim) => claim.lb === lb && claim.unboundSince !== undefined);
}

function expiry({ row }: NameInput, now: number): number {
  return row.expires ?? Math.ceil(now / 1000) + TOMBSTONE_LIFE;
}

/** Load balancers that this run did not look at and whose own run has something to do here. */
function whoFollows(
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
  standing: readonly StandingSet[],
  pending: Pending | undefined,
): LoadBalancerId[] {
  if (top === undefined) {
    // An owner whose claim is leaving has its second look coming; one without a claim does not know of the record.
    const known = new Set(claims.map(({ lb }) => lb));
    return [...new Set(standing.map(({ lb }) => lb))].filter((lb) => !known.has(lb));
  }
  if (top.observed || pending !== undefined) return [];
  const own = standing.filter(({ lb }) => lb === top.lb).map(({ set }) => set);
  return sameRecordSets(own, top.records) ? [] : [top.lb];
}

/** The holder that a claimant of this run waits for: its end may have been an event that got lost. */
function whoIsWaitedFor(
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
): { readonly holder: LoadBalancerId; readonly claimants: readonly LoadBalancerId[] } | undefined {
  if (top === undefined || top.observed) return undefined;
  const claimants = candidates(claims).filter((claim) => claim.observed);
  return claimants.length === 0 ? undefined : { holder: top.lb, claimants: claimants.map(({ lb }) => lb) };
}
