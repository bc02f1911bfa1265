import type { Claim, Holder, Missing, NameRow, Outcome, Pending, StandingSet } from '../ledger/rows.ts';
import { claimKey } from '../ledger/rows.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { WithdrawAfter } from './observation.ts';

interface Situation {
  readonly top: LiveClaim | undefined;
  readonly holder: Holder | undefined;
  readonly standing: readonly StandingSet[];
  readonly pending: Pending | undefined;
  readonly withdrawAfter: WithdrawAfter;
  /** Somebody asks for the name whose claim is not bound yet: until then what stands stays. */
  readonly isAwaited: boolean;
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
      verdict: ____,
      note: _____,
      missing,
      unboundSince,
      ...kept
    } = claim;
    return [
      claimKey(claim),
      {
        ...kept,
        ...(missing && { missing }),
        ...(unboundSince !== undefined && { unboundSince }),
        ...tellOutcome(claim, situation),
      },
    ];
  });
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tellOutcome(claim: LiveClaim, situation: Situation): { outcome: Outcome; reason: string } {
  const { top, pending, standing } = situation;
  if (claim.missing) {
    const isDue = claim.due || (!claim.observed && claim.outcome === 'held back');
    if (pending?.outcome === 'held back' && isDue) return asOutcome(pending);
    return { outcome: 'leaving', reason: whyLeaving(claim, claim.missing, situation) };
  }
  if (claim.verdict) return claim.verdict;
  // Only its own look can tell that it is no longer so.
  if (!claim.observed && claim.outcome === 'kept') return { outcome: 'kept', reason: claim.reason };
  if (claim.unboundSince !== undefined) return { outcome: 'not bound yet', reason: claim.reason };
  if (claim === top) return tellTop(claim, situation);
  if (pending?.outcome === 'refused' && standing.length === 0) return asOutcome(pending);
  const first = situation.holder?.lb ?? top?.lb;
  const place = standing.some(({ lb }) => lb === first) ? `held by ${first}` : `${first} comes first`;
  return { outcome: 'waiting', reason: `${place}; follows when that one goes or no longer asks for it` };
}

/** Only what the row tells again in every run: who was looked at must not change the words. */
function whyLeaving(
  claim: LiveClaim,
  { cause, since }: Missing,
  { top, withdrawAfter, isAwaited }: Situation,
): string {
  const isGateway = cause === 'gateway';
  const why = isGateway
    ? 'unserved: no host declared behind the load balancer covers it any more'
    : 'the load balancer is gone or no longer asks for it';
  const seconds = isGateway ? withdrawAfter.gateway : withdrawAfter.loadBalancer;
  const next =
    top !== undefined && top !== claim
      ? `its record stays until ${top.lb} takes over`
      : isAwaited
        ? 'its record stays while another that asks for the name is not bound yet, for an hour at most'
        : `withdrawn when a second look ${seconds} s later agrees`;
  return `${why}, first seen ${new Date(since).toISOString()}; ${next}`;
}

function tellTop(
  claim: LiveClaim,
  { standing, pending, isSent }: Situation,
): { outcome: Outcome; reason: string } {
  const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
  if (sameRecordSets(own, claim.records))
    return {
      outcome: 'published',
      reason: claim.note ?? (claim.outcome === 'published' ? claim.reason : 'stands'),
    };
  if (isSent === true)
    return claim.outcome === 'published'
      ? { outcome: 'published', reason: claim.reason }
      : { outcome: 'waiting', reason: 'being written to Route 53' };
  if (pending?.outcome === 'refused' && own.length > 0)
    return { outcome: 'published', reason: `in part; the rest is refused: ${pending.reason}` };
  if (pending) return asOutcome(pending);
  return claim.observed
    ? { outcome: 'waiting', reason: 'a fresh survey of its cluster is awaited' }
    : { outcome: 'waiting', reason: 'about to be looked at again and written' };
}

const asOutcome = ({ outcome, reason }: Pending) => ({ outcome, reason });
