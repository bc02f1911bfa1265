import type { NameRow } from '../ledger/rows.ts';
import type { LiveClaim } from './merge-claims.ts';
import { UNBOUND_LIFE } from './merge-claims.ts';
import { isSameSlot, type Slot, slotOf } from './slot.ts';

/** What ranks claims beside what they ask for. */
export interface Grounds extends Pick<NameRow, 'standing' | 'holders'> {
  /** Of the settings, by cluster; that of load balancers of none is asked for by an empty name. */
  readonly clusterPriority: (cluster: string) => number;
}

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

/** For an hour after its holder was first missed a place is kept for one whose cluster cannot judge it. */
export function isWaitedFor(
  { hindrance }: LiveClaim,
  { missing }: Pick<LiveClaim, 'missing'>,
  now: number,
): boolean {
  return hindrance === undefined || missing === undefined || now - missing.since < UNBOUND_LIFE;
}

/**
 * First come first, in two steps, so that it is an order. Between clusters, of which load balancers of none are one: the
 * settings' priority, then which has the line that the name belongs to, the present holder, the oldest load balancer, the
 * smallest id. Within one: the tag `priority`, the line, the present holder, the older, the id.
 */
export function rankClaims(
  claims: readonly LiveClaim[],
  grounds: Grounds,
  slotFor: (claim: LiveClaim) => Slot,
): LiveClaim[] {
  const merits = claims.map(
    (claim): Merits => ({
      claim,
      priority: claim.priority,
      line: lineGrade(claim, slotFor(claim), grounds.holders),
      holding: holdingOf(claim, slotFor(claim), grounds),
      createdAt: claim.createdAt,
      lb: claim.lb,
    }),
  );
  const clusters = [...Map.groupBy(merits, ({ claim }) => claim.cluster)].map(([cluster, own]) => ({
    own: own.sort(byMerit),
    priority: grounds.clusterPriority(cluster),
    line: Math.max(...own.map(({ line }) => line)),
    holding: Math.max(...own.map(({ holding }) => holding)),
    createdAt: smallest(own.map(({ createdAt }) => createdAt)),
    lb: smallest(own.map(({ lb }) => lb)),
  }));
  return clusters.sort(byMerit).flatMap(({ own }) => own.map(({ claim }) => claim));
}

interface Comparable {
  readonly priority: number;
  readonly line: number;
  readonly holding: number;
  readonly createdAt: string;
  readonly lb: string;
}

interface Merits extends Comparable {
  readonly claim: LiveClaim;
}

function byMerit(a: Comparable, b: Comparable): number {
  return (
    b.priority - a.priority ||
    b.line - a.line ||
    b.holding - a.holding ||
    order(a.createdAt, b.createdAt) ||
    order(a.lb, b.lb)
  );
}

/**
 * 2: of the line that the set which it asks for belongs to; 1: of one that another set of the name belongs to, where
 * nobody has had the one that it asks for; 0: of none.
 */
function lineGrade({ line }: LiveClaim, { setId }: Slot, holders: NameRow['holders']): 0 | 1 | 2 {
  const asked = holders[setId];
  if (asked !== undefined) return asked.line === line ? 2 : 0;
  return Object.values(holders).some((holder) => holder.line === line) ? 1 : 0;
}

/**
 * 3: stands in the slot that it asks for; 2: nothing of it stands, and it held that set last; 1: holds another set; 0:
 * none. So nobody who keeps what it has is moved by one who changes its mind.
 */
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
const smallest = (texts: readonly string[]): string => [...texts].sort(order)[0] ?? '';
