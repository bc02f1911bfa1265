import { isTombstone, type NameKey, type NameRow, type StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { type Difference, isEmpty } from './admit.ts';
import { chooseTarget } from './choose-target.ts';
import { mayChange, NOTHING, pendingUnseen } from './may-change.ts';
import { type LiveClaim, mergeClaims } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { isAwaited, topClaim } from './rank-claims.ts';
import { settleListing, sortSets } from './settle-listing.ts';
import { tellOutcomes } from './tell-outcomes.ts';
import { type WaitedFor, whoFollows, whoIsWaitedFor } from './who-follows.ts';

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
  readonly waitedFor?: WaitedFor | undefined;
  readonly lookAgain: readonly { readonly lb: LoadBalancerId; readonly at: number }[];
  readonly askSurvey: readonly LoadBalancerId[];
}

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
  const situation = {
    top,
    standing,
    pending: verdict.pending,
    withdrawAfter: input.withdrawAfter,
    isAwaited: claims.some((claim) => isAwaited(claim, now)),
  };
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
