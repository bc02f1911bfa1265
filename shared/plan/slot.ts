import { policyOf } from '../records/coexistence.ts';
import type { RecordSet } from '../records/record-set.ts';
import { placeOf } from '../records/routing.ts';
import { shapeOf } from '../records/shape.ts';

/** What a claim, or a set that stands, takes of its name. A simple record takes all of it. */
export interface Slot {
  readonly shape: string;
  readonly setId: string;
  /** The Region, role or location that only one set of the name may be for. */
  readonly place: string | undefined;
}

/** Of the record sets of one claim, which have all the same. */
export function slotOf(sets: readonly RecordSet[]): Slot {
  const [first] = sets;
  return { shape: shapeOf(sets), setId: first?.setId ?? '', place: placeOf(first?.routing) };
}

/** Why two load balancers cannot hold their slots of one name side by side, as the one that waits is told. */
export function clashOf(mine: Slot, theirs: Slot): string | undefined {
  if (mine.shape !== theirs.shape) return `as ${theirs.shape}, this one asks for ${mine.shape}`;
  if (mine.setId === theirs.setId) return mine.setId === '' ? '' : `in the set "${mine.setId}"`;
  if (mine.place !== undefined && mine.place === theirs.place) return `for ${mine.place}`;
  return undefined;
}

export function isSameSlot(a: Slot, b: Slot): boolean {
  return a.shape === b.shape && a.setId === b.setId && a.place === b.place;
}

/** Whether one would replace the other under the shape that both have. */
export function isSamePlace(a: Slot, b: Slot): boolean {
  return a.shape === b.shape && clashOf(a, b) !== undefined;
}

/** A record set by all that Route 53 compares with its neighbours: what differs in more than its value. */
export function kindOf(set: RecordSet): string {
  const ttl = policyOf(set) === 'weighted' ? set.ttl : undefined;
  return [set.type, set.setId, policyOf(set), placeOf(set.routing), ttl].join('|');
}
