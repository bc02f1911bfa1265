import type { StandingSet } from '../ledger/rows.ts';
import type { RecordSet } from '../records/record-set.ts';
import { canonical, describeRecordSet } from '../records/same-record-set.ts';
import { kindOf } from './slot.ts';

export interface Difference {
  readonly deletes: readonly RecordSet[];
  readonly creates: readonly RecordSet[];
}

export const NOTHING: Difference = { deletes: [], creates: [] };

/** From what stands to what should: a changed set is its exact old values deleted and its new ones created. */
export function difference(standing: readonly StandingSet[], target: readonly StandingSet[]): Difference {
  return { deletes: without(standing, target).map(toSet), creates: without(target, standing).map(toSet) };
}

/** The entries whose value the others have not. */
export function without(sets: readonly StandingSet[], others: readonly StandingSet[]): StandingSet[] {
  const known = new Set(others.map(({ set }) => canonical(set)));
  return sets.filter(({ set }) => !known.has(canonical(set)));
}

export function isEmpty({ deletes, creates }: Difference): boolean {
  return deletes.length === 0 && creates.length === 0;
}

/**
 * No set of ours stands there yet, or one is added that differs from all of them in more than its value: then the name is
 * read before it is announced.
 */
export function addsKind(standing: readonly StandingSet[], { creates }: Difference): boolean {
  const kinds = new Set(standing.map(({ set }) => kindOf(set)));
  return creates.some((set) => !kinds.has(kindOf(set)));
}

/** `CREATE A alias to x; DELETE AAAA alias to y`: the plan as people read it. */
export function describeDifference({ deletes, creates }: Difference): string {
  return [
    ...deletes.map((set) => `DELETE ${describeRecordSet(set)}`),
    ...creates.map((set) => `CREATE ${describeRecordSet(set)}`),
  ].join('; ');
}

const toSet = ({ set }: StandingSet): RecordSet => set;
