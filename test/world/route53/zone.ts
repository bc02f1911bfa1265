import { comparePositions, type ListOrder, type Position, positionsBy } from './list-order.ts';
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
  /** In the order of the listing. */
  sorted(): readonly StoredSet[];
  /** At most `count` sets from a name, type and set identifier on. */
  from(name: string, type: string, setId: string, count: number): readonly StoredSet[];
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

export function createRecordTable(order: ListOrder): RecordTable {
  const positionOf = positionsBy(order);
  const names = new Map<string, Map<string, StoredSet>>();
  const keys = new Map<string, StoredSet>();
  let sorted: { readonly set: StoredSet; readonly position: Position }[] | undefined;

  function sort(): readonly { readonly set: StoredSet; readonly position: Position }[] {
    sorted ??= [...keys.values()]
      .map((set) => ({ set, position: positionOf(set.Name, set.Type, set.SetIdentifier ?? '') }))
      .sort((one, other) => comparePositions(one.position, other.position));
    return sorted;
  }

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
    sorted: () => sort().map(({ set }) => set),
    from(name, type, setId, count) {
      const all = sort();
      const start = positionOf(name, type, setId);
      let [low, high] = [0, all.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const entry = all[middle];
        if (entry !== undefined && comparePositions(entry.position, start) < 0) low = middle + 1;
        else high = middle;
      }
      return all.slice(low, low + count).map(({ set }) => set);
    },
  };
}
