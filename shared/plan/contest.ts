import type { Pending } from '../ledger/rows.ts';
import type { Readiness } from '../load-balancers/readiness.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { isRejected } from './gates.ts';
import type { LiveClaim } from './merge-claims.ts';
import { candidates, type Grounds, rankClaims } from './rank-claims.ts';
import { type Shared, shareName } from './share-name.ts';
import { clashOf, isSameSlot, type Slot, slotOf } from './slot.ts';

/** What a contest is decided by, beside the claims. */
export interface ContestGrounds extends Grounds {
  /** Of load balancers that were asked for it in this run. */
  readonly readiness: ReadonlyMap<string, Readiness>;
}

/**
 * Who holds the name, while these sets stand and this much of what claims ask for is refused. What a living holder keeps
 * is contested set by set: it gives way only to one that comes before it there and is ready, and whoever is not comes
 * after all others.
 */
export function contest(
  claims: readonly LiveClaim[],
  grounds: ContestGrounds,
  pendingOf: (claim: LiveClaim) => Pending | undefined,
): Shared {
  const { standing } = grounds;
  const slots = new Map(claims.map((claim) => [claim.lb, contendedSlot(claim, standing, pendingOf(claim))]));
  const slotFor = (claim: LiveClaim): Slot => slots.get(claim.lb) ?? slotOf(claim.records);
  const owners = new Set(standing.map(({ lb }) => lb));
  const all = candidates(claims);
  const out = all.filter((claim) => isRefused(claim, pendingOf(claim)) && !owners.has(claim.lb));
  const hopeless = new Set(out.filter((claim) => pendingOf(claim)?.own === true));
  // What keeps one from a name that holds none of ours keeps everybody from it.
  const barred = new Set(owners.size > 0 ? out.filter((claim) => !hopeless.has(claim)) : []);
  const hopeful = all.filter((claim) => !hopeless.has(claim) && !barred.has(claim));
  const isReady = ({ lb, observed, ready }: LiveClaim) =>
    observed && ready && grounds.readiness.get(lb)?.ready === true;

  const held = heldSets(hopeful, standing, slotFor);
  const challenges = new Map(hopeful.map((claim) => [claim, heldInPlaceOf(claim)]));
  const challengers = hopeful.filter((claim) => challenges.get(claim)?.length !== 0);
  const first = challengers.filter((claim) =>
    challenges.get(claim)?.every((each) => comesBefore(claim, each)),
  );
  const takers = first.filter(isReady);
  const shared = share(takers);

  // Who is not ready is told so if that is all it waits for.
  const early = new Set<LiveClaim>();
  const waiting = new Map(shared.waiting);
  for (const claim of first.filter((each) => waiting.has(each) && !isReady(each))) {
    const behind = share([...takers, claim]).waiting.get(claim);
    if (behind === undefined) early.add(claim);
    else waiting.set(claim, behind);
  }
  const aside = new Set(challengers.filter((claim) => !takers.includes(claim)));
  return { ...shared, waiting, slotFor, hopeless, barred, aside, early };

  /** With these challengers taking what they ask for, if nobody else comes first; the others come after all. */
  function share(taking: readonly LiveClaim[]): Pick<Shared, 'sharing' | 'waiting'> {
    const yielding = new Set(
      taking.flatMap((claim) => challenges.get(claim) ?? []).map(({ holder }) => holder),
    );
    const others = new Set(challengers);
    for (const claim of taking) others.delete(claim);
    const ranked = rankClaims(
      hopeful.filter((claim) => !others.has(claim)),
      grounds,
      slotFor,
    );
    return shareName(
      [
        ...ranked.filter((claim) => !yielding.has(claim)),
        ...ranked.filter((claim) => yielding.has(claim)),
        ...rankClaims([...others], grounds, slotFor),
        ...rankClaims([...barred], grounds, slotFor),
        ...rankClaims([...hopeless], grounds, slotFor),
      ],
      standing,
      slotFor,
    );
  }

  function heldInPlaceOf(claim: LiveClaim): readonly Held[] {
    return held.filter(({ holder, slot }) => holder !== claim && clashOf(slotFor(claim), slot) !== undefined);
  }

  /**
   * In the contest of these two for that one set: that its cluster or its line holds other sets of the name gives nobody a
   * right to this one.
   */
  function comesBefore(claim: LiveClaim, { holder, slot }: Held): boolean {
    const known = grounds.holders[slot.setId];
    const holders = known === undefined ? {} : { [slot.setId]: known };
    return rankClaims([claim, holder], { ...grounds, holders }, slotFor)[0] === claim;
  }
}

/** A set that stands, and whose load balancer still asks for just that. */
interface Held {
  readonly holder: LiveClaim;
  readonly slot: Slot;
}

function heldSets(
  claims: readonly LiveClaim[],
  standing: Grounds['standing'],
  slotFor: (claim: LiveClaim) => Slot,
): Held[] {
  const holders = new Map(claims.map((claim) => [claim.lb, claim]));
  return standing.flatMap(({ lb, set }) => {
    const holder = holders.get(lb);
    const slot = slotOf([set]);
    return holder !== undefined && isSameSlot(slotFor(holder), slot) ? [{ holder, slot }] : [];
  });
}

function isRefused({ records }: LiveClaim, pending: Pending | undefined): boolean {
  return pending !== undefined && isRejected(pending) && sameRecordSets(pending.wanted, records);
}

/** The slot that it asks for; or, while it cannot be written, because that is refused or a look missed it, the one it stands in. */
function contendedSlot(claim: LiveClaim, standing: Grounds['standing'], pending: Pending | undefined): Slot {
  const own = standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
  const isBound = isRefused(claim, pending) || claim.missing !== undefined;
  return slotOf(isBound && own.length > 0 ? own : claim.records);
}
