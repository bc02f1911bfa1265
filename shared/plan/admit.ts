import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { conflictOf } from '../records/coexistence.ts';
import type { RecordSet } from '../records/record-set.ts';
import { describeRecordSet, recordSetKey } from '../records/same-record-set.ts';
import { without } from './difference.ts';

/** What stands at a name and is not ours. */
export interface Foreign {
  readonly sets: readonly RecordSet[];
  /** Types other than A, AAAA and CNAME. */
  readonly otherTypes: readonly string[];
}

export interface Admitted {
  readonly target: readonly StandingSet[];
  /** By load balancer: what of its records is in somebody's way. */
  readonly refused: ReadonlyMap<LoadBalancerId, Pending>;
}

/** The part of the target that nobody else's records stand in the way of, and what is refused. */
export function admit(
  standing: readonly StandingSet[],
  target: readonly StandingSet[],
  foreign: Foreign,
): Admitted {
  const creates = without(target, standing);
  const blocked = new Map(
    creates.flatMap((entry) => {
      const obstacle = obstacleOf(standing, entry.set, foreign);
      return obstacle === undefined ? [] : [[entry, obstacle]];
    }),
  );
  if (blocked.size === 0) return { target, refused: new Map() };
  const passing = target.filter((entry) => !blocked.has(entry));
  // A set goes only together with its replacement; where that is blocked, it stays.
  const staying = without(standing, target).filter((entry) =>
    [...blocked.keys()].some((other) => replaces(other, entry)),
  );
  const admitted = [...passing, ...staying];
  const isWhole = admitted.length > 0 && canStandTogether(admitted);
  const refused = isWhole ? [...blocked.keys()] : creates;
  const reason = [...new Set(blocked.values())].join('; ');
  return {
    target: isWhole ? admitted : standing,
    refused: new Map(
      refused.map(({ lb }) => [lb, { wanted: wantedOf(lb, target), outcome: 'refused', reason }]),
    ),
  };
}

export function wantedOf(lb: LoadBalancerId, target: readonly StandingSet[]): RecordSet[] {
  return target.filter((entry) => entry.lb === lb).map(({ set }) => set);
}

function obstacleOf(
  standing: readonly StandingSet[],
  set: RecordSet,
  { sets, otherTypes }: Foreign,
): string | undefined {
  const isOurs = standing.some((entry) => recordSetKey(entry.set) === recordSetKey(set));
  const inTheWay = sets.filter(
    (other) =>
      standing.length === 0 ||
      conflictOf(set, other) !== undefined ||
      // Ours that stands there may change beside it; no further one joins it.
      (other.type === set.type && !isOurs),
  );
  if (inTheWay.length > 0)
    return `published by another: ${inTheWay.map(describeRecordSet).join(', ')}; remove that record, or take this name off the tag`;
  if (set.type === 'CNAME' && otherTypes.length > 0)
    return `a CNAME cannot stand beside records of other types, and the name has ${otherTypes.join(', ')}: ask for an alias, or take this name off the tag`;
  return undefined;
}

function replaces(next: StandingSet, entry: StandingSet): boolean {
  return (
    conflictOf(next.set, entry.set) !== undefined ||
    (next.lb === entry.lb && next.set.type === entry.set.type)
  );
}

function canStandTogether(sets: readonly StandingSet[]): boolean {
  return sets.every((one, at) =>
    sets.slice(at + 1).every((other) => conflictOf(one.set, other.set) === undefined),
  );
}
