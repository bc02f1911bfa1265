import type { Delegation } from '../ledger/delegations.ts';
import type { Claim, Missing, NameRow, Outcome, Pending, StandingSet } from '../ledger/rows.ts';
import { claimKey } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { isRejected } from './gates.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { WithdrawAfter } from './observation.ts';
import { type Shared, successorOf, type Wait } from './share-name.ts';
import { notReadySince, type TakeOver, whyNotReady } from './takeover.ts';
import { tellDelegation } from './tell-delegation.ts';
import { tellMissing } from './tell-missing.ts';

interface Situation {
  readonly shared: Shared;
  readonly standing: readonly StandingSet[];
  readonly pending: ReadonlyMap<LoadBalancerId, Pending>;
  readonly withdrawAfter: WithdrawAfter;
  /** Somebody asks for the name whose claim is not bound yet: until then what stands stays. */
  readonly isAwaited: boolean;
  readonly takeOver: TakeOver;
  /** Whoever asks for the name is sent elsewhere. */
  readonly delegation?: Delegation | undefined;
  /** Changes are about to be sent: `standing` is what they will replace. */
  readonly isSent?: boolean;
}

/** The claims as the row keeps them, each with its outcome and the reason that people read. */
export function tellOutcomes(claims: readonly LiveClaim[], situation: Situation): NameRow['claims'] {
  const told = claims.map((claim): [string, Claim] => {
    const {
      observed: _,
      ready: __,
      due: ___,
      unjudged: ____,
      verdict: _____,
      pending: ______,
      notReadySince: _______,
      hindrance,
      note,
      missing,
      unboundSince,
      ...kept
    } = claim;
    const pending = situation.pending.get(claim.lb);
    const since = notReadySince(claim, situation.shared, situation.takeOver);
    return [
      claimKey(claim),
      {
        ...kept,
        ...(missing && { missing }),
        ...(unboundSince !== undefined && { unboundSince }),
        ...(pending && { pending }),
        ...(since !== undefined && { notReadySince: since }),
        ...(hindrance !== undefined && !isWritten(claim, situation) && { hindrance }),
        ...(note !== undefined && { note }),
        ...tellOutcome(claim, situation),
      },
    ];
  });
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tellOutcome(claim: LiveClaim, situation: Situation): { outcome: Outcome; reason: string } {
  const { shared } = situation;
  const pending = situation.pending.get(claim.lb);
  if (claim.missing) {
    const isDue =
      claim.due || (!claim.observed && (claim.outcome === 'held back' || claim.outcome === 'kept'));
    if (pending && isDue && pending.outcome === 'held back') return asOutcome(pending);
    return { outcome: 'leaving', reason: whyLeaving(claim, claim.missing, situation) };
  }
  if (claim.verdict) return claim.verdict;
  // Only its own look can tell that it is no longer so.
  if (claim.stays === true) return { outcome: claim.outcome, reason: claim.reason };
  if (claim.unboundSince !== undefined) return { outcome: 'not bound yet', reason: claim.reason };
  const wait = shared.waiting.get(claim);
  return wait ? tellWaiting(claim, wait, situation) : tellSharing(claim, pending, situation);
}

function tellWaiting(
  claim: LiveClaim,
  { behind, how }: Wait,
  situation: Situation,
): { outcome: Outcome; reason: string } {
  const { standing, pending, shared } = situation;
  const own = pending.get(claim.lb);
  if (own) return asOutcome(own);
  if (shared.early.has(claim)) return tellEarly(claim, behind, situation);
  const blocked = pending.get(behind.lb);
  if (blocked && isRejected(blocked) && standing.length === 0) return asOutcome(blocked);
  const isHeld = standing.some(({ lb }) => lb === behind.lb);
  const place = isHeld ? `held by ${behind.lb}` : `${behind.lb} comes first`;
  return {
    outcome: 'waiting',
    reason: `${[place, how].filter(Boolean).join(' ')}; follows when that one goes or no longer asks for it${tellStays(claim, standing)}`,
  };
}

/** It comes before a living holder, and would not serve what that one serves. */
function tellEarly(
  claim: LiveClaim,
  { lb }: LiveClaim,
  { takeOver, standing }: Situation,
): { outcome: Outcome; reason: string } {
  const why = whyNotReady(claim, takeOver);
  if (why === undefined && claim.notReadySince !== undefined && claim.outcome === 'waiting')
    return { outcome: 'waiting', reason: claim.reason };
  if (why === undefined && isUnjudged(claim)) return tellUnjudged(claim, standing);
  const reason =
    why === undefined
      ? `it comes before ${lb}, and is about to be looked at whether it is ready to take over`
      : `it comes before ${lb} and is not ready to take over: ${why}; looked at again after 30 s, 1, 2 and 4 min, then at each sweep${tellStays(claim, standing)}`;
  return { outcome: 'waiting', reason };
}

function tellStays({ lb: own }: LiveClaim, standing: readonly StandingSet[]): string {
  return standing.some(({ lb }) => lb === own) ? '; its own record stays until then' : '';
}

/** Only what the row tells again in every run: who was looked at must not change the words. */
function whyLeaving(
  claim: LiveClaim,
  { cause, since }: Missing,
  { shared, standing, withdrawAfter, isAwaited, takeOver }: Situation,
): string {
  const why = tellMissing(claim);
  const seconds = cause === 'gateway' ? withdrawAfter.gateway : withdrawAfter.loadBalancer;
  const successor = successorOf(claim, shared, standing, takeOver.now);
  const next =
    successor !== undefined
      ? `its record stays until ${successor.lb} takes over${successor.hindrance === undefined ? '' : ', for an hour at most'}`
      : isAwaited
        ? 'its record stays while another that asks for the name is not bound yet, for an hour at most'
        : `withdrawn when a second look ${seconds} s later agrees`;
  return `${why}, first seen ${new Date(since).toISOString()}; ${next}`;
}

function tellSharing(
  claim: LiveClaim,
  pending: Pending | undefined,
  { shared, standing, isSent = false, delegation }: Situation,
): { outcome: Outcome; reason: string } {
  const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
  if (sameRecordSets(own, claim.records))
    return {
      outcome: 'published',
      reason: [claim.note ?? 'stands', ...whyUnseen(delegation), ...whoWaitsFor(claim, shared)].join('; '),
    };
  if (isSent && !pending)
    return claim.outcome === 'published'
      ? { outcome: 'published', reason: claim.reason }
      : { outcome: 'waiting', reason: 'being written to Route 53' };
  if (pending && isRejected(pending) && own.length > 0)
    return { outcome: 'published', reason: `in part; the rest is refused: ${pending.reason}` };
  if (pending) return asOutcome(pending);
  return isUnjudged(claim)
    ? tellUnjudged(claim, standing)
    : { outcome: 'waiting', reason: 'about to be looked at again and written' };
}

/** A delegation that came after the record: it stays, and nobody is sent to it. */
function whyUnseen(delegation: Delegation | undefined): string[] {
  return delegation === undefined ? [] : [`not seen by anybody: ${tellDelegation(delegation)}`];
}

function isWritten({ lb, records }: LiveClaim, { standing }: Situation): boolean {
  const own = standing.filter((entry) => entry.lb === lb).map(({ set }) => set);
  return sameRecordSets(own, records);
}

const isUnjudged = ({ observed, ready, hindrance }: LiveClaim): boolean =>
  observed ? !ready : hindrance !== undefined;

function tellUnjudged(
  claim: LiveClaim,
  standing: readonly StandingSet[],
): { outcome: Outcome; reason: string } {
  const { hindrance } = claim;
  const reason =
    hindrance === undefined
      ? 'a fresh survey of its cluster is awaited'
      : `${hindrance}${tellStays(claim, standing)}`;
  return { outcome: 'waiting', reason };
}

/** The other side of a contest is told as well. */
function whoWaitsFor(claim: LiveClaim, { waiting }: Shared): string[] {
  const those = [...waiting].flatMap(([{ lb }, { behind }]) => (behind === claim ? [lb] : [])).sort();
  const [first, ...more] = those;
  if (first === undefined) return [];
  return [more.length === 0 ? `${first} waits for it` : `${first} and ${more.length} more wait for it`];
}

/** What the settings no longer allow is kept. */
const asOutcome = ({ outcome, by, reason }: Pending): { outcome: Outcome; reason: string } => ({
  outcome: by === 'closed' ? 'kept' : outcome,
  reason,
});
