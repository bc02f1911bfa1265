import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import type { RecordSet } from '../records/record-set.ts';
import { canonical, describeRecordSet, recordSetKey, sameRecordSets } from '../records/same-record-set.ts';
import type { Policy } from '../settings.ts';

export interface Difference {
  readonly deletes: readonly RecordSet[];
  readonly creates: readonly RecordSet[];
}

/** From what stands to what should: a changed set is its exact old values deleted and its new ones created. */
export function difference(standing: readonly StandingSet[], target: readonly StandingSet[]): Difference {
  const [from, to] = [values(standing), values(target)];
  return {
    deletes: standing.map(toSet).filter((set) => !to.has(canonical(set))),
    creates: target.map(toSet).filter((set) => !from.has(canonical(set))),
  };
}

export function isEmpty({ deletes, creates }: Difference): boolean {
  return deletes.length === 0 && creates.length === 0;
}

/** No set of ours stands there yet, or a type or set identifier is added: then the name is read before it is announced. */
export function addsKind(standing: readonly StandingSet[], { creates }: Difference): boolean {
  const kinds = new Set(standing.map(({ set }) => recordSetKey(set)));
  return creates.some((set) => !kinds.has(recordSetKey(set)));
}

/** The part of the target that nobody else's records stand in the way of, and what is refused. */
export function admit(
  row: NameRow,
  target: readonly StandingSet[],
  foreign: readonly RecordSet[],
): { readonly target: readonly StandingSet[]; readonly refused?: Pending } {
  const { creates } = difference(row.standing, target);
  const inTheWay = (set: RecordSet): RecordSet | undefined =>
    foreign.find(
      (other) =>
        row.standing.length === 0 ||
        other.type === 'CNAME' ||
        set.type === 'CNAME' ||
        other.type === set.type,
    );
  const blocked = creates.filter((set) => inTheWay(set) !== undefined);
  if (blocked.length === 0) return { target };
  const refusedKinds = new Set(blocked.map(recordSetKey));
  const kept = target.filter(({ set }) => !refusedKinds.has(recordSetKey(set)));
  const replaced = new Set(kept.map(({ set }) => recordSetKey(set)));
  return {
    // A set goes only together with its replacement; where that is blocked, it stays.
    target: [...kept, ...row.standing.filter(({ set }) => !replaced.has(recordSetKey(set)))],
    refused: {
      wanted: target.map(toSet),
      outcome: 'refused',
      reason: `published by another: ${[...new Set(blocked.flatMap((set) => inTheWay(set) ?? []))].map(describeRecordSet).join(', ')}; remove that record, or take this name off the tag`,
    },
  };
}

/** Whether what was refused or held back before is still just that, so that Route 53 need not be asked again. */
export function isStillPending(
  pending: Pending | undefined,
  target: readonly StandingSet[],
  policy: Policy,
): boolean {
  return (
    pending !== undefined &&
    sameRecordSets(pending.wanted, target.map(toSet)) &&
    (pending.outcome === 'refused' || policy === 'plan')
  );
}

/** `CREATE A alias to x; DELETE AAAA alias to y`: the plan as people read it. */
export function describeDifference({ deletes, creates }: Difference): string {
  return [
    ...deletes.map((set) => `DELETE ${describeRecordSet(set)}`),
    ...creates.map((set) => `CREATE ${describeRecordSet(set)}`),
  ].join('; ');
}

const toSet = ({ set }: StandingSet): RecordSet => set;
const values = (sets: readonly StandingSet[]): Set<string> => new Set(sets.map(({ set }) => canonical(set)));
