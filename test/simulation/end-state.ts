import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { nameKey } from '../../shared/ledger/rows.ts';
import { holdRow } from './end-rows.ts';
import type { History } from './history.ts';
import { hold, holdSame } from './hold.ts';
import { HOSTS, type Player, priorityOf, ZONES } from './players.ts';
import { ourSetsAt, sameSets, setsAt, textOf } from './record-sets.ts';
import { clashesWith, isBlocked, policyOf } from './side-by-side.ts';
import { type Side, sidesAt } from './sides.ts';
import { NO_HEALTH_CHECK } from './tagging.ts';

/** Every name is where it belongs, others' records are as they left them, and the ledger says just what stands. */
export function holdEndState(history: History): void {
  for (const zoneId of ZONES)
    for (const host of HOSTS) {
      holdName(history, zoneId, host);
      holdRow(history, zoneId, host);
    }
}

/**
 * Whoever asks for the name has just what it asks for, or cannot have it: beside one that has a right to what stands of
 * it, or because of somebody else's record. Nothing else stands there.
 */
function holdName(history: History, zoneId: string, host: string): void {
  const told = () => `${host} in ${zoneId}`;
  const theirs = history.theirs.get(nameKey(zoneId, host))?.set;
  const texts = setsAt(history, zoneId, host).map(textOf);
  if (theirs) {
    const text = textOf({ ...theirs, Name: `${host}.` });
    hold(texts.includes(text), () => `${told()}: theirs, ${text}, is not there: ${texts}`);
  }
  const ours = ourSetsAt(history, zoneId, host);
  const sides = sidesAt(history, zoneId, host);
  const known = new Set(sides.flatMap(({ own }) => own.map(textOf)));
  const strays = ours.map(textOf).filter((text) => !known.has(text));
  // The last of ours stays for one who asks for the name and whom only somebody else's record keeps from it.
  const isLast = strays.length === ours.length && sides.some((side) => isInVain(side));
  if (!isLast) holdSame(strays, [], () => `${told()}: of nobody who asks for it, beside ${texts}`);

  const keeping = sides.filter((side) => side.own.length > 0 && isAsFarAsCanBe(side));
  for (const side of sides) {
    const says = () =>
      `${told()}: ${side.player.name} asks for ${JSON.stringify(side.want)} (${side.right}), beside ${texts}`;
    if (side.right === 'no') holdSame(side.own, [], says);
    if (isAsFarAsCanBe(side)) continue;
    const rivals = keeping.filter((other) => other !== side && clashOver(side, other) !== undefined);
    const clashes = rivals.flatMap((other) => clashOver(side, other) ?? []);
    hold(clashes.length > 0, says);
    if (clashes[0]) history.tally[`contest over ${clashes[0]}`] += 1;
    if (!setsOf(side.want).some((set) => isBlocked(set, theirs, ours)))
      holdOrder(history, side, rivals, says);
  }
  tellShares(history, keeping);

  function isInVain({ right, want, own }: Side): boolean {
    const isTheirs = theirs?.Type !== 'TXT' && setsOf(want).some((set) => isBlocked(set, theirs, ours));
    return right !== 'no' && own.length === 0 && isTheirs;
  }

  /** As asked, as far as others and Route 53 let it, or as long as nobody can judge it. */
  function isAsFarAsCanBe({ want, right, own }: Side): boolean {
    if (right !== 'yes') return true;
    const standing = own.map(textOf);
    const missing = setsOf(want).filter((set) => !standing.includes(textOf(set)));
    if (missing.length === 0) return want === 'refused' || sameSets(own, want);
    // Beside a set that has to stay the others stay as well; and whoever is kept out in part may be kept out at all.
    return missing.some(
      (set: ResourceRecordSet) => isBlocked(set, theirs, ours) || set.HealthCheckId === NO_HEALTH_CHECK,
    );
  }
}

/** By what stands of the other; or by what it would have there, where nobody can judge it: the place is kept for it. */
function clashOver({ want }: Side, other: Side) {
  const kept = other.right === 'may stay' ? setsOf(other.want) : [];
  return clashesWith(setsOf(want), [...other.own, ...kept]);
}

/** Whoever waits though it is ready does not come before all in its way by what its tag says. */
function holdOrder({ tally }: History, waiting: Side, rivals: readonly Side[], says: () => string): void {
  const { player } = waiting;
  const isLike = (other: Player) => (other.service === undefined) === (player.service === undefined);
  const comesFirst = (side: Side) =>
    // Of what is refused nothing of the tags counts, the priority neither.
    isLike(side.player) &&
    side.right === 'yes' &&
    side.want !== 'refused' &&
    priorityOf(player) > priorityOf(side.player);
  if (rivals.some((side) => isLike(side.player) && priorityOf(player) < priorityOf(side.player)))
    tally['priority decides'] += 1;
  hold(!player.isReady || !rivals.every(comesFirst), () => `${says()}: it is ready and comes first`);
}

const setsOf = (want: Side['want']) => (want === 'refused' ? [] : want);

function tellShares({ tally }: History, keeping: readonly Side[]): void {
  if (keeping.length > 1) tally['shared name'] += 1;
  for (const { own } of keeping)
    for (const set of own) {
      tally[`${policyOf(set)} set`] += 1;
      if (set.Type === 'CNAME') tally['CNAME set'] += 1;
    }
  for (const { want } of keeping) if (want === 'refused') tally['settings refused'] += 1;
}
