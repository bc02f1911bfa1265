import { sortKey } from './domain-name.ts';
import { keyOf, type StoredSet } from './stored-set.ts';

export interface Vpc {
  readonly id: string;
  readonly region: string;
}

/** The record sets of one zone: by key, by name, and in Route 53's order of listing. */
export interface RecordTable {
  readonly size: number;
  get(key: string): StoredSet | undefined;
  /** All sets of one normalised name. */
  named(name: string): readonly StoredSet[];
  put(set: StoredSet): void;
  remove(key: string): void;
  /** By name with labels reversed, then type, then set identifier. */
  sorted(): readonly StoredSet[];
}

export interface Zone {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** Normalised, with trailing dot. */
  readonly name: string;
  readonly private: boolean;
  readonly account: string;
  readonly vpcs: Vpc[];
  readonly callerReference: string;
  readonly comment: string;
  readonly tags: Map<string, string>;
  readonly records: RecordTable;
  /** Epoch milliseconds until which a change is in progress. */
  busyUntil: number;
}

export function createRecordTable(): RecordTable {
  const names = new Map<string, Map<string, StoredSet>>();
  const keys = new Map<string, StoredSet>();
  let sorted: StoredSet[] | undefined;
  return {
    get size() {
      return keys.size;
    },
    get: (key) => keys.get(key),
    named: (name) => [...(names.get(name)?.values() ?? [])],
    put(set) {
      const key = keyOf(set);
      const siblings = names.get(set.Name) ?? new Map<string, StoredSet>();
      names.set(set.Name, siblings.set(key, set));
      keys.set(key, set);
      sorted = undefined;
    },
    remove(key) {
      const set = keys.get(key);
      if (set === undefined) return;
      keys.delete(key);
      names.get(set.Name)?.delete(key);
      sorted = undefined;
    },
    sorted() {
      sorted ??= [...keys.values()]
        .map((set) => ({ set, position: positionOf(set.Name, set.Type, set.SetIdentifier ?? '') }))
        .sort((one, other) => comparePositions(one.position, other.position))
        .map(({ set }) => set);
      return sorted;
    },
  };
}

/** Where a set stands in a listing: reversed name, type, set identifier. */
export function positionOf(name: string, type: string, setId: string): readonly string[] {
  return [sortKey(name), type, setId];
}

export function comparePositions(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const counterpart = other[index] ?? '';
    if (part !== counterpart) return part < counterpart ? -1 : 1;
  }
  return 0;
}
