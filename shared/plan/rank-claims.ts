import type { Holder } from '../ledger/rows.ts';
import type { LiveClaim } from './merge-claims.ts';
import { UNBOUND_LIFE } from './merge-claims.ts';

/** Claims that may hold the name: checked, and not given up. One that a single look missed has not gone yet. */
export function candidates(claims: readonly LiveClaim[]): LiveClaim[] {
  return claims.filter(({ missing, unboundSince }) => unboundSince === undefined && missing?.final !== true);
}

/** A claim that is not bound yet keeps a record from going for an hour, though it cannot hold it yet. */
export function isAwaited(claim: LiveClaim, now: number): boolean {
  return (
    claim.missing === undefined && claim.unboundSince !== undefined && now - claim.unboundSince < UNBOUND_LIFE
  );
}

/**
 * Who stands first: the present holder; then one of the holder's line, which replaces it; then the oldest load balancer;
 * then the smallest id, so that every run finds the same one.
 */
export function topClaim(claims: readonly LiveClaim[], holder: Holder | undefined): LiveClaim | undefined {
  return [...candidates(claims)].sort(
    (a, b) =>
      first(a.lb === holder?.lb, b.lb === holder?.lb) ||
      first(a.line === holder?.line, b.line === holder?.line) ||
      order(a.createdAt, b.createdAt) ||
      order(a.lb, b.lb),
  )[0];
}

const first = (a: boolean, b: boolean): number => Number(b) - Number(a);
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
