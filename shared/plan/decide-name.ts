import { isTombstone, type NameRow, type Pending, SCHEMA, type StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { contest } from './contest.ts';
import { type Decision, readFirst, undecided } from './decision.ts';
import { isEmpty } from './difference.ts';
import { driftedSets, driftGates, markDrifted } from './drift.ts';
import { nextLookAt } from './gates.ts';
import { harmOf } from './harm.ts';
import { holdersNow, holdersThen } from './holders.ts';
import { keepPending } from './keep-pending.ts';
import { lineIn } from './may-change.ts';
import { type LiveClaim, mergeClaims, withoutRecord } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { planName } from './plan-name.ts';
import { isInQuarantine } from './quarantine.ts';
import { isAwaited } from './rank-claims.ts';
import { settleListing, sortSets } from './settle-listing.ts';
import { looksAtEarly, readinessWanted, surveyWanted } from './takeover.ts';
import { tellOutcomes } from './tell-outcomes.ts';
import { whatIsLeft } from './what-is-left.ts';
import { whoFollows, whoIsWaitedFor } from './who-follows.ts';
import { whoMakesWay } from './who-makes-way.ts';

const TOMBSTONE_LIFE = 60 * 60;

/**
 * Decides one name: claims, contest, what should stand, what may be sent. Pure; the invariants of docs/design.md are
 * kept here, and the callers only carry out.
 */
export function decideName(input: NameInput): Decision {
  const { key, listing, observations, now } = input;
  if (listing === undefined && (input.mustRead || input.row.doubt)) return readFirst(input);
  const { row: known, foreign } = settleListing(input.row, input);
  const row = { ...known, holders: holdersNow(known, now) };

  const merged = mergeClaims(key, row, observations, now, input.withdrawAfter);
  const { lookAgain, askSurvey } = merged;
  const drifted = listing === undefined ? [] : driftedSets(input.row, row.standing);
  const claims = markDrifted(merged.claims, drifted, input);
  const gated = { ...input, gates: [...input.gates, ...driftGates(claims, input)] };
  // A read has what was refused tried again: of those looked at, and of all where the name itself is asked about.
  const isTried = ({ observed, pending }: LiveClaim) =>
    pending?.outcome === 'quarantined'
      ? input.retry === true || (observed && !isInQuarantine(pending, now))
      : listing !== undefined && (observed || input.hinted === true);
  const pendingOf = (claim: LiveClaim) => (isTried(claim) ? undefined : claim.pending);
  const plan = planName(gated, row, claims, foreign, pendingOf);
  if (plan === 'read') return readFirst(input);
  const { shared, target, permitted, blocked } = plan;
  const wanted = readinessWanted(shared, input);
  if (wanted.length > 0) return { ...undecided(input), readinessWanted: wanted };

  const standing = sortSets(permitted.target);
  const kept = keepPending(gated, row, claims, shared, target.decided, foreign);
  const pending = new Map([...kept, ...blocked, ...permitted.pending]);
  const isWaited = claims.some((claim) => isAwaited(claim, now));
  const { withdrawAfter, delegation } = input;
  const common = { withdrawAfter, isAwaited: isWaited, takeOver: input, delegation };
  const isChanged = !isEmpty(permitted.changes);
  // It is on probation: how often it was refused is forgotten once Route 53 has taken it.
  const retried = new Map(
    [...target.decided].flatMap(({ lb, pending: was }) =>
      was?.outcome === 'quarantined' ? [[lb, was] as const] : [],
    ),
  );
  const staying = claims
    .filter((claim) => isKept(claim, standing))
    .map((claim) => withoutRecord(claim, standing, now));
  const holders = holdersThen(row, standing, staying, now);
  // What the next run will find: who waits for whom is told of that, and who may go on by it is hinted. Whose change is
  // not sent has taken nothing over, ready or not.
  const unsent = new Set(shared.sharing.filter((claim) => !target.decided.has(claim)).map(({ lb }) => lb));
  const readiness = new Map([...input.readiness].filter(([lb]) => !unsent.has(lb) && !pending.has(lb)));
  const contestWith = (known: ReadonlyMap<LoadBalancerId, Pending>) =>
    contest(staying, { ...input, readiness, standing, holders }, ({ lb }) => known.get(lb));
  const left = whatIsLeft(pending, standing, contestWith);
  const next = contestWith(left);
  const settled: NameRow = {
    ...row,
    schema: SCHEMA,
    claims: tellOutcomes(staying, { ...common, pending: left, shared: next, standing }),
    holders,
    standing,
    expires: undefined,
  };
  return {
    key,
    mustRead: false,
    readinessWanted: [],
    lookFirst: isChanged ? whoMakesWay(shared, row.standing, standing, pending, input.tried) : [],
    row: isTombstone(settled) ? { ...settled, expires: expiry(input, now) } : settled,
    announced: {
      ...settled,
      claims: tellOutcomes(claims, {
        ...common,
        pending: new Map([...retried, ...pending]),
        shared,
        standing: row.standing,
        isSent: true,
      }),
      // Who holds it is told by what stands: a value that was sent may never come to stand.
      holders: row.holders,
      standing: row.standing,
      doubt: true,
    },
    changes: permitted.changes,
    drifted,
    isRetry: isChanged && retried.size > 0,
    harm: harmOf(row.standing, standing, lineIn(row, claims)),
    follow: [...whoFollows(staying, shared, next, standing, left, input), ...target.left],
    waitedFor: whoIsWaitedFor(next),
    lookAgain: [
      ...lookAgain.filter(({ lb }) => standing.some((entry) => entry.lb === lb) || isUnbound(claims, lb)),
      ...whenItOpens(claims, pending, gated),
      ...looksAtEarly(next, input),
    ],
    askSurvey: [...askSurvey, ...target.askSurvey, ...surveyWanted(shared, input)],
  };
}

/** A claim that its load balancer no longer makes, or not as it could be had, is kept for as long as something of it stands. */
function isKept(claim: LiveClaim, standing: readonly StandingSet[]): boolean {
  return (claim.missing === undefined && claim.stays !== true) || standing.some(({ lb }) => lb === claim.lb);
}

/** Whoever a gate holds back is looked at when it opens: held back in this run or before, as each look asks for the next. */
function whenItOpens(
  claims: readonly LiveClaim[],
  pending: ReadonlyMap<LoadBalancerId, Pending>,
  { gates }: NameInput,
): { lb: LoadBalancerId; at: number }[] {
  return claims.flatMap(({ lb, observed }) => {
    const held = observed ? pending.get(lb) : undefined;
    const at = held && nextLookAt(gates, held);
    return at === undefined ? [] : [{ lb, at }];
  });
}

function isUnbound(claims: readonly LiveClaim[], lb: LoadBalancerId): boolean {
  return claims.some((claim) => claim.lb === lb && claim.unboundSince !== undefined);
}

function expiry({ row }: NameInput, now: number): number {
  return row.expires ?? Math.ceil(now / 1000) + TOMBSTONE_LIFE;
}
