import {
  type Claim,
  claimKey,
  type Missing,
  type NameKey,
  type NameRow,
  type Outcome,
} from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import type { Ask, Check, Observation, WithdrawAfter } from './observation.ts';

/** A claim with what only this run knows of it. */
export interface LiveClaim extends Claim {
  /** Looked at in this run: only then may anything be written for it. */
  readonly observed: boolean;
  /** The look is enough to publish anew. */
  readonly ready: boolean;
  /** A second complete look missed it, long enough after the first. */
  readonly due: boolean;
  /** Why its cluster cannot judge it, of one that keeps what stands of it until then. */
  readonly unjudged?: string | undefined;
  /** What the look says of its outcome where the contest does not decide it. */
  readonly verdict?: { readonly outcome: Outcome; readonly reason: string } | undefined;
}

export interface Merged {
  readonly claims: readonly LiveClaim[];
  /** Load balancers to look at again, and when (epoch ms). */
  readonly lookAgain: readonly { readonly lb: LoadBalancerId; readonly at: number }[];
  /** Load balancers that need a survey younger than there is. */
  readonly askSurvey: readonly LoadBalancerId[];
}

/** The first and the longest pause between looks at a load balancer that is not bound yet. */
const UNBOUND_LOOK = { first: 30_000, longest: 240_000 } as const;
/** For so long a claim that is not bound yet is waited for. */
export const UNBOUND_LIFE = 60 * 60 * 1000;

/**
 * What the looks of this run make of the claims in the row. The row must know what stands. A claim of a load balancer
 * that was not looked at stays as it is.
 */
export function mergeClaims(
  key: NameKey,
  row: NameRow,
  observations: readonly Observation[],
  now: number,
  withdrawAfter: WithdrawAfter,
): Merged {
  const claims = new Map<string, LiveClaim>();
  for (const [at, claim] of Object.entries(row.claims))
    claims.set(at, { ...claim, observed: false, ready: false, due: false });
  const lookAgain: { lb: LoadBalancerId; at: number }[] = [];
  const askSurvey: LoadBalancerId[] = [];
  for (const observation of observations) {
    const lb = observation.id;
    const before = [...claims.values()].find((claim) => claim.lb === lb);
    if (before) claims.delete(claimKey(before));
    const held = row.standing.filter((entry) => entry.lb === lb).map(({ set }) => set);
    const ask = observation.asks.get(key);
    const check = ask?.check ?? (before?.asked && observation.unasked);
    const claim = mergeClaim(before, held, ask, check, observation, now, withdrawAfter);
    if (claim) claims.set(claimKey(claim), claim);
    if (needsSurvey(check, claim)) askSurvey.push(lb);
    if (claim?.missing && !claim.due && isMissed(check))
      lookAgain.push({ lb, at: dueAt(claim.missing, withdrawAfter) });
    if (check?.kind === 'unbound' && check.because === 'object' && claim?.unboundSince !== undefined)
      lookAgain.push(...lookWhileUnbound(lb, claim.unboundSince, now));
  }
  return { claims: [...claims.values()], lookAgain, askSurvey };
}

function mergeClaim(
  before: LiveClaim | undefined,
  held: readonly RecordSet[],
  ask: Ask | undefined,
  check: Check | undefined,
  observation: Observation,
  now: number,
  withdrawAfter: WithdrawAfter,
): LiveClaim | undefined {
  const records = check?.kind === 'refused' ? held : (ask?.records ?? before?.records ?? held);
  const known = {
    lb: observation.id,
    setId: records[0]?.setId ?? '',
    records,
    createdAt: observation.createdAt || (before?.createdAt ?? ''),
    line: observation.line || (before?.line ?? observation.id),
    cluster: observation.gone ? (before?.cluster ?? '') : observation.cluster,
    priority: ask?.priority ?? before?.priority ?? 0,
    ...(isAsked(before, ask, observation) && { asked: true as const }),
    outcome: before?.outcome ?? ('waiting' as const),
    reason: before?.reason ?? 'about to be written',
    pending: before?.pending,
    notReadySince: before?.notReadySince,
    note: before?.note,
    observed: true,
    ready: check?.kind === 'ready',
    due: false,
  };
  const holds = held.length > 0;
  if (!holds && check?.kind === 'unserved') return undefined;
  if (isMissed(check)) {
    if (!holds) return undefined;
    const cause = check === undefined ? ('load balancer' as const) : ('gateway' as const);
    const seen = check?.at ?? observation.began;
    const since = before?.missing?.since ?? seen;
    const due = seen >= dueAt({ since, cause }, withdrawAfter);
    const final = due || observation.gone || (before?.missing?.final ?? false);
    return { ...known, missing: { since, cause, final }, due };
  }
  if (check.kind === 'ready') return { ...known, note: check.note };
  // The tag is back, which a look can see; that a Gateway is back only a fresh survey can.
  const missing = before?.missing?.cause === 'gateway' ? before.missing : undefined;
  if (check.kind === 'stale' && before !== undefined && before.unboundSince === undefined)
    return { ...known, missing, note: check.note };
  if (check.kind === 'refused') {
    if (!holds) return undefined;
    // What stands stays as it is, until its own look says something that can be done.
    return {
      ...known,
      pending: undefined,
      stays: true,
      verdict: { outcome: check.outcome, reason: check.reason },
    };
  }
  // Published names stay while the survey cannot judge them; one that it missed before stays missed.
  if (holds) {
    if (check.kind !== 'unbound') return { ...known, missing };
    const unjudged = check.reason;
    if (sameRecordSets(records, held)) return { ...known, missing, unjudged };
    // That a survey is asked for once more says less than what the last one said.
    const hindrance = check.because === 'survey' ? before?.hindrance : check.reason;
    return { ...known, missing, unjudged, ...(hindrance !== undefined && { hindrance }) };
  }
  const awaited = check.kind === 'unbound' ? check.reason : 'a fresh survey of its cluster is awaited';
  const isRepeated =
    before?.unboundSince !== undefined && !(check.kind === 'unbound' && check.because !== 'survey');
  const reason = isRepeated ? before.reason : awaited;
  return {
    ...known,
    unboundSince: before?.unboundSince ?? now,
    verdict: { outcome: 'not bound yet', reason },
  };
}

/** Once another has taken all that stood of it, whom its cluster cannot judge is as anybody who is not bound yet. */
export function withoutRecord(claim: LiveClaim, standing: NameRow['standing'], now: number): LiveClaim {
  const { unjudged: reason, lb } = claim;
  if (reason === undefined || standing.some((entry) => entry.lb === lb)) return claim;
  const verdict = { outcome: 'not bound yet' as const, reason };
  return { ...claim, hindrance: undefined, unboundSince: now, verdict };
}

/** Where a tag asks for it as well, the mark stays while no survey can say whether what stands behind still does. */
function isAsked(before: LiveClaim | undefined, ask: Ask | undefined, { unasked }: Observation): boolean {
  if (ask?.asked || before?.asked !== true) return ask?.asked === true;
  return ask === undefined || (unasked !== undefined && !isMissed(unasked));
}

/** A complete look that is young enough to count as one of the two. */
function isMissed(check: Check | undefined): check is undefined | Extract<Check, { kind: 'unserved' }> {
  return check === undefined || (check.kind === 'unserved' && !check.stale);
}

function needsSurvey(check: Check | undefined, claim: LiveClaim | undefined): boolean {
  if (claim === undefined || check === undefined) return false;
  if (check.kind === 'unbound') return check.because === 'survey';
  if (check.kind === 'unserved') return check.stale;
  return check.kind === 'stale' && (claim.unboundSince !== undefined || claim.missing !== undefined);
}

/** From when on a look that misses it is the second one (epoch ms). */
export function dueAt(
  { since, cause }: Pick<Missing, 'since' | 'cause'>,
  { loadBalancer, gateway }: WithdrawAfter,
): number {
  return since + 1000 * (cause === 'gateway' ? gateway : loadBalancer);
}

/**
 * Each pause as long as the wait so far: 30 s, 30 s, 1, 2, 4 min, and then every 4 min, for an hour. The times hang on
 * the beginning alone, so that looks for several reasons meet at the same next one, and do not multiply.
 */
function lookWhileUnbound(lb: LoadBalancerId, since: number, now: number) {
  if (now - since >= UNBOUND_LIFE) return [];
  let at = since + UNBOUND_LOOK.first;
  while (at <= now) at += Math.min(at - since, UNBOUND_LOOK.longest);
  return [{ lb, at }];
}
