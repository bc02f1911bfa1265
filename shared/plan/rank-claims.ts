import type { NameRow } from '../ledger/rows.ts';
import type { LiveClaim } from './merge-claims.ts';
import { UNBOUND_LIFE } from './merge-claims.ts';
import { isSameSlot, type Slot, slotOf } from './slot.ts';

/** Claims that may hold the name: checked, and not given up. One that a single look missed has not gone yet. */
function candidates(claims: readonly LiveClaim[]): LiveClaim[] {
  return claims.filter(({ missing, unboundSince }) => unboundSince === undefined && missing?.final !== true);
}

/** A claim that is not bound yet keeps a record from going for an hour, though it cannot hold it yet. */
export function isAwaited(claim: LiveClaim, now: number): boolean {
  return (
    claim.missing === undefined && claim.unboundSince !== undefined && now - claim.unboundSince < UNBOUND_LIFE
  );
}

/**
 * The candidates, first come first: whose set stands in the slot that it asks for; then who held that one last; then who
 * holds another slot of the name; then one of a holder's line, which replaces it; then the oldest load balancer; then the
 * smallest id, so that every run finds the same order. So nobody who keeps what it has is moved by one who changes its mind.
 */
export function rankClaims(
  claims: readonly LiveClaim[],
  row: Pick<NameRow, 'standing' | 'holders'>,
  slotFor: (claim: LiveClaim) => Slot,
): LiveClaim[] {
  const lines = new Set(Object.values(row.holders).map(({ line }) => line));
  const holding = new Map(claims.map((claim) => [claim, holdingOf(claim, slotFor(claim), row)]));
  const rank = (claim: LiveClaim): number => holding.get(claim) ?? 0;
  return candidates(claims).sort(
    (a, b) =>
      rank(b) - rank(a) ||
      Number(lines.has(b.line)) - Number(lines.has(a.line)) ||
      order(a.createdAt, b.createdAt) ||
      order(a.lb, b.lb),
  );
}

/** 3: stands in the slot that it asks for; 2: nothing of it stands, and it held that set last; 1: holds another set; 0: none. */
function holdingOf(
  claim: LiveClaim,
  asked: Slot,
  { holders, standing }: Pick<NameRow, 'standing' | 'holders'>,
): 0 | 1 | 2 | 3 {
  const own = standing.filter(({ lb }) => lb === claim.lb);
  if (own.some(({ set }) => isSameSlot(slotOf([set]), asked))) return 3;
  if (own.length === 0 && holders[claim.setId]?.lb === claim.lb) return 2;
  return own.length > 0 || Object.values(holders).some(({ lb }) => lb === claim.lb) ? 1 : 0;
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
