import type { StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { mostSets, policyOf } from '../records/coexistence.ts';
import type { LiveClaim } from './merge-claims.ts';
import { isWaitedFor } from './rank-claims.ts';
import { clashOf, isSamePlace, type Slot, slotOf } from './slot.ts';

export interface Wait {
  readonly behind: LiveClaim;
  /** How the other has the name, to the end of "held by x". */
  readonly how: string;
}

export interface Shared {
  /** Claims whose records may stand side by side, the first one first: it sets the name's shape. */
  readonly sharing: readonly LiveClaim[];
  readonly waiting: ReadonlyMap<LiveClaim, Wait>;
  /** Claims that have nothing and cannot have what they ask for: they come last, and for them nothing stays. */
  readonly hopeless: ReadonlySet<LiveClaim>;
  /** Claims that have nothing and that somebody else's record keeps out: nobody who can have the name waits for them. */
  readonly barred: ReadonlySet<LiveClaim>;
  /** Claims that ask for the place of a living holder and may not take it: they come after all others. */
  readonly aside: ReadonlySet<LiveClaim>;
  /** Those of them that come before the holder, and are not known to be ready. */
  readonly early: ReadonlySet<LiveClaim>;
  /** What a claim contends for: the slot that it asks for, or the one that it stands in and cannot leave now. */
  readonly slotFor: (claim: LiveClaim) => Slot;
}

/**
 * Who of the ranked claims holds the name: each that can stand beside all before it. A simple record stands alone; under
 * one routing policy several load balancers hold the name together, each in a slot of its own. One that waits keeps what
 * stands of it, and that takes room, too.
 */
export function shareName(
  ranked: readonly LiveClaim[],
  standing: readonly StandingSet[],
  slotFor: (claim: LiveClaim) => Slot,
): Pick<Shared, 'sharing' | 'waiting'> {
  const owners = new Set(standing.map(({ lb }) => lb));
  const there = new Set(ranked.map(({ lb }) => lb).filter((lb) => owners.has(lb)));
  const sharing: LiveClaim[] = [];
  const waiting = new Map<LiveClaim, Wait>();
  for (const claim of ranked) {
    const wait = clashAmong(claim, sharing, slotFor) ?? lackOfRoom(claim, sharing, there);
    if (wait === undefined) {
      sharing.push(claim);
      there.add(claim.lb);
    } else waiting.set(claim, wait);
  }
  return { sharing, waiting };
}

function clashAmong(
  claim: LiveClaim,
  sharing: readonly LiveClaim[],
  slotFor: (claim: LiveClaim) => Slot,
): Wait | undefined {
  for (const behind of sharing) {
    const how = clashOf(slotFor(claim), slotFor(behind));
    if (how !== undefined) return { behind, how };
  }
  return undefined;
}

function lackOfRoom(
  { lb, records }: LiveClaim,
  sharing: readonly LiveClaim[],
  there: ReadonlySet<LoadBalancerId>,
): Wait | undefined {
  const behind = sharing.at(-1);
  const most = records[0] ? mostSets(policyOf(records[0])) : 0;
  const isFull = sharing.length >= most || (!there.has(lb) && there.size >= most);
  return behind && isFull
    ? { behind, how: `as the last of ${most} sets, all that Route 53 takes of one name` }
    : undefined;
}

/** Who will replace its record: one that asks for the very place of it, or anybody if no other record of the name is left. */
export function successorOf(
  claim: LiveClaim,
  { sharing, hopeless, barred, slotFor }: Shared,
  standing: readonly StandingSet[],
  now: number,
): LiveClaim | undefined {
  const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => slotOf([set]));
  const isLast = standing.every(({ lb }) => lb === claim.lb);
  return sharing.find(
    (other) =>
      other !== claim &&
      !hopeless.has(other) &&
      (isLast ||
        (!barred.has(other) &&
          isWaitedFor(other, claim, now) &&
          own.some((slot) => isSamePlace(slotFor(other), slot)))),
  );
}
