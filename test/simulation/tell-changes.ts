import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { History } from './history.ts';
import { targetOf } from './record-sets.ts';
import { clashesWith, clashOf, isBlocked, isPlace } from './side-by-side.ts';
import { type Beginning, isHeard, type Steady } from './steady.ts';

type Sets = readonly ResourceRecordSet[];

/** Counts what a change of a name was, by what it deleted and created. */
export function tellChange({ tally }: History, deleted: Sets, created: Sets): void {
  if (created.length === 0) {
    tally.withdrawn += 1;
    return;
  }
  tally['handed over'] += 1;
  if (created.some((set) => deleted.every((other) => clashOf(set, other) === 'shape')))
    tally['shape changed'] += 1;
  const moves = created.flatMap((set) =>
    deleted.filter((other) => passes(other, set)).map((other) => [other, set]),
  );
  const told = moves.map(([from, to]) => [from, to].map((set) => set && targetOf(set)).join(' to '));
  const back = moves.map(([from, to]) => [to, from].map((set) => set && targetOf(set)).join(' to '));
  if (told.some((each) => back.includes(each))) tally.swapped += 1;
}

/** The identifier or the place of one set goes to another load balancer. */
function passes(from: ResourceRecordSet, to: ResourceRecordSet): boolean {
  return targetOf(from) !== targetOf(to) && isPlace(clashOf(from, to));
}

/** Counts one that lost its only sets of the name and could stand beside all that is left: it should have changed with them. */
export function tellLeftAway(
  { tally }: History,
  steady: Steady,
  deleted: Sets,
  left: Sets,
  theirs: ResourceRecordSet | undefined,
  { unseen }: Beginning,
): void {
  const { player, want } = steady;
  const isOwn = (set: ResourceRecordSet) => targetOf(set) === player.made?.dnsName;
  if (!player.made || want === 'refused' || !deleted.some(isOwn) || left.some(isOwn)) return;
  if (clashesWith(want, left) !== undefined || want.some((set) => isBlocked(set, theirs, left))) return;
  if (unseen.has(player.made.id)) tally['left away, not to be seen'] += 1;
  else tally[isHeard(steady) ? 'left away' : 'left away, unheard'] += 1;
}
