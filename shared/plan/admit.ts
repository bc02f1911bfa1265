import type { Delegation } from '../ledger/delegations.ts';
import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { conflictOf } from '../records/coexistence.ts';
import type { RecordSet } from '../records/record-set.ts';
import { describeRecordSet, recordSetKey } from '../records/same-record-set.ts';
import { without } from './difference.ts';
import { clashOf, isSamePlace, isSameSlot, slotOf } from './slot.ts';
import { whyDelegated } from './tell-delegation.ts';

/** What stands at a name and is not ours. */
export interface Foreign {
  readonly sets: readonly RecordSet[];
  /** Types other than A, AAAA and CNAME. */
  readonly otherTypes: readonly string[];
  /** Whoever asks for the name is sent elsewhere. */
  readonly delegation?: Delegation | undefined;
}

export interface Admitted {
  readonly target: readonly StandingSet[];
  /** By load balancer: what of its records is in somebody's way. */
  readonly refused: ReadonlyMap<LoadBalancerId, Pending>;
  /** Those of them that are refused only for what another one keeps, whose own records are refused. */
  readonly along: ReadonlySet<LoadBalancerId>;
}

/**
 * The part of the target that nobody else's records stand in the way of, and what is refused. What a refused set would
 * have replaced stays, and whatever cannot stand beside that is refused with it.
 */
export function admit(
  standing: readonly StandingSet[],
  target: readonly StandingSet[],
  foreign: Foreign,
  /** Load balancers whose sets go whoever comes, unless somebody takes their very place. */
  going: ReadonlySet<LoadBalancerId> = new Set(),
): Admitted {
  const creates = without(target, standing);
  const deletes = without(standing, target);
  const reasons = new Set<string>();
  const refused = new Set<StandingSet>();
  let isOwn = true;
  for (const entry of creates) {
    const obstacle = obstacleOf(standing, entry.set, foreign);
    if (obstacle === undefined) continue;
    refused.add(entry);
    reasons.add(obstacle.reason);
    isOwn &&= obstacle.own;
  }
  if (refused.size === 0) return { target, refused: new Map(), along: new Set() };
  const obstructed = new Set([...refused].map(({ lb }) => lb));

  const stayingNow = () => deletes.filter((entry) => isReplacementRefused(entry, creates, refused, going));
  const isInTheWay = (entry: StandingSet) => stayingNow().some((other) => !canStandTogether(entry, other));
  for (let next = creates.find((entry) => !refused.has(entry) && isInTheWay(entry)); next; ) {
    const { lb } = next;
    for (const entry of creates) if (entry.lb === lb) refused.add(entry);
    next = creates.find((entry) => !refused.has(entry) && isInTheWay(entry));
  }
  const admitted = [...target.filter((entry) => !refused.has(entry)), ...stayingNow()];
  const reason = [...reasons].join('; ');
  const own = isOwn && { own: true as const };
  return {
    target: admitted.length > 0 ? admitted : standing,
    refused: new Map(
      [...refused].map(({ lb }) => [
        lb,
        { wanted: wantedOf(lb, target), outcome: 'refused', reason, ...own },
      ]),
    ),
    along: new Set([...refused].map(({ lb }) => lb).filter((lb) => !obstructed.has(lb))),
  };
}

export function wantedOf(lb: LoadBalancerId, target: readonly StandingSet[]): RecordSet[] {
  return target.filter((entry) => entry.lb === lb).map(({ set }) => set);
}

function obstacleOf(
  standing: readonly StandingSet[],
  set: RecordSet,
  { sets, otherTypes, delegation }: Foreign,
): { readonly reason: string; readonly own: boolean } | undefined {
  const isOurs = standing.some((entry) => recordSetKey(entry.set) === recordSetKey(set));
  // Ours that stands there stays and changes as ever: it is seen again when the delegation goes.
  if (delegation !== undefined && !isOurs) return { reason: whyDelegated(delegation), own: false };
  const inTheWay = sets.filter(
    (other) =>
      standing.length === 0 ||
      conflictOf(set, other) !== undefined ||
      // Ours that stands there may change beside it; no further one joins it.
      (other.type === set.type && !isOurs),
  );
  if (inTheWay.length > 0)
    return {
      reason: `published by another: ${inTheWay.map(describeRecordSet).join(', ')}; remove that record, or take this name off the tag`,
      own: false,
    };
  if (set.type === 'CNAME' && otherTypes.length > 0)
    return {
      reason: `a CNAME cannot stand beside records of other types, and the name has ${otherTypes.join(', ')}: ask for an alias, or take this name off the tag`,
      own: true,
    };
  return undefined;
}

/**
 * Whether all that would take the place of this set is refused: the next one of its own load balancer, if there is one,
 * or else whoever cannot stand beside it; of its type, if there are such.
 */
function isReplacementRefused(
  entry: StandingSet,
  creates: readonly StandingSet[],
  refused: ReadonlySet<StandingSet>,
  going: ReadonlySet<LoadBalancerId>,
): boolean {
  const own = creates.filter(({ lb }) => lb === entry.lb);
  const slot = slotOf([entry.set]);
  const takes = ({ set }: StandingSet) =>
    going.has(entry.lb) ? isSamePlace(slotOf([set]), slot) : clashOf(slotOf([set]), slot) !== undefined;
  const next = own.length > 0 ? own : creates.filter(takes);
  const ofType = next.filter(({ set }) => set.type === entry.set.type);
  const decisive = ofType.length > 0 ? ofType : next;
  return decisive.length > 0 && decisive.every((each) => refused.has(each));
}

/** The sets of one load balancer have all one slot; those of two, slots that do not clash. */
function canStandTogether(one: StandingSet, other: StandingSet): boolean {
  const [slot, beside] = [slotOf([one.set]), slotOf([other.set])];
  return one.lb === other.lb ? isSameSlot(slot, beside) : clashOf(slot, beside) === undefined;
}
