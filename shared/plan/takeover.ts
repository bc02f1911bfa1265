import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { Readiness } from '../load-balancers/readiness.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { Shared } from './share-name.ts';

/**
 * A claim that comes before a living holder and is not ready to take over: since when it has waited for that, and when it
 * is looked at again.
 */

/** After 30 s, 1, 2 and 4 minutes; then the sweep looks. */
const LOOKS = [30_000, 90_000, 210_000, 450_000];

export interface TakeOver {
  readonly readiness: ReadonlyMap<LoadBalancerId, Readiness>;
  /** Epoch ms. */
  readonly now: number;
}

/** Of claims that are early: since when (epoch ms), as far as a look at its own load balancer has said so. */
export function notReadySince(
  claim: LiveClaim,
  { early }: Pick<Shared, 'early'>,
  takeOver: TakeOver,
): number | undefined {
  if (!early.has(claim)) return undefined;
  return claim.notReadySince ?? (whyNotReady(claim, takeOver) === undefined ? undefined : takeOver.now);
}

/** What a look of this run says of it. */
export function whyNotReady(
  { lb, observed }: LiveClaim,
  { readiness }: Pick<TakeOver, 'readiness'>,
): string | undefined {
  const found = observed ? readiness.get(lb) : undefined;
  return found?.ready === false ? found.reason : undefined;
}

/** Load balancers whose readiness this run has to ask for before it can decide. */
export function readinessWanted(
  { early }: Pick<Shared, 'early'>,
  { readiness }: Pick<TakeOver, 'readiness'>,
): LoadBalancerId[] {
  return [...early].flatMap(({ lb, observed, hindrance }) =>
    observed && hindrance === undefined && !readiness.has(lb) ? [lb] : [],
  );
}

/** Those of them that are ready, and whose cluster is to be asked first. */
export function surveyWanted(
  { early }: Pick<Shared, 'early'>,
  { readiness }: Pick<TakeOver, 'readiness'>,
): LoadBalancerId[] {
  return [...early].flatMap(({ lb, observed, ready, hindrance }) =>
    observed && !ready && hindrance === undefined && readiness.get(lb)?.ready === true ? [lb] : [],
  );
}

/** Those of them that nobody has looked at yet. */
export function toBeLookedAt({ early }: Pick<Shared, 'early'>, takeOver: TakeOver): LiveClaim[] {
  return [...early].filter(
    (claim) => claim.notReadySince === undefined && whyNotReady(claim, takeOver) === undefined,
  );
}

/** The times hang on the beginning alone, so that looks for several names meet at the same next one. */
export function looksAtEarly(
  shared: Pick<Shared, 'early'>,
  takeOver: TakeOver,
): { readonly lb: LoadBalancerId; readonly at: number }[] {
  return [...shared.early].flatMap((claim) => {
    const since = notReadySince(claim, shared, takeOver);
    if (since === undefined || !claim.observed) return [];
    const at = LOOKS.map((pause) => since + pause).find((time) => time > takeOver.now);
    return at === undefined ? [] : [{ lb: claim.lb, at }];
  });
}
