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
 * Who holds the name, while these sets stand and this much of what claims ask for is refused. A living holder gives way
 * only to one that is ready: whoever comes before it and is not, comes after all others until it is.
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
  const isHopeless = (claim: LiveClaim): boolean => {
    const pending = pendingOf(claim);
    return pending?.own === true && isRefused(claim, pending) && !owners.has(claim.lb);
  };
  const all = candidates(claims);
  const early = new Set<LiveClaim>();
  for (;;) {
    const ranked = [
      ...rankClaims(
        all.filter((claim) => !early.has(claim)),
        grounds,
        slotFor,
      ),
      ...rankClaims([...early], grounds, slotFor),
    ];
    const hopeless = ranked.filter(isHopeless);
    const hopeful = ranked.filter((claim) => !hopeless.includes(claim));
    const shared = { ...shareName([...hopeful, ...hopeless], standing, slotFor), slotFor };
    const intruder = shared.sharing.find(
      (claim) => !early.has(claim) && !isReady(claim, grounds) && displaces(claim, shared, grounds),
    );
    if (intruder === undefined) return { ...shared, hopeless: new Set(hopeless), early };
    early.add(intruder);
  }
}

/** Only its own run may say so of a load balancer. */
function isReady({ lb, observed }: LiveClaim, { readiness }: ContestGrounds): boolean {
  return observed && readiness.get(lb)?.ready === true;
}

/** Whether it takes the place in which somebody stands who still asks for it. */
function displaces(
  claim: LiveClaim,
  { waiting, slotFor }: Pick<Shared, 'waiting' | 'slotFor'>,
  { standing }: ContestGrounds,
): boolean {
  const losing = new Map([...waiting.keys()].map((each) => [each.lb, slotFor(each)]));
  const asked = slotFor(claim);
  return standing.some(({ lb, set }) => {
    const slot = slotOf([set]);
    const kept = losing.get(lb);
    return kept !== undefined && isSameSlot(kept, slot) && clashOf(asked, slot) !== undefined;
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
