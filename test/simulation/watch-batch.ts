import type { Change, ResourceRecordSet } from '@aws-sdk/client-route-53';
import { nameKey } from '../../shared/ledger/rows.ts';
import { isUnread } from './drift.ts';
import type { Written } from './foreigners.ts';
import type { History } from './history.ts';
import { type Player, priorityOf } from './players.ts';
import { ourSetsAt, targetOf, textOf } from './record-sets.ts';
import { clashesWith, clashOf, isBlocked, isPlace } from './side-by-side.ts';
import { type Beginning, isHeard, isLive, SEEN, type Steady, steadyAt } from './steady.ts';
import { tellChange, tellLeftAway } from './tell-changes.ts';
import { type Want, wantOf } from './wants.ts';
import { watchStops } from './watch-stops.ts';

/** Throws if a batch took from a name what somebody asked for, and had claimed, all the time. */
export function watchBatch(
  history: History,
  zoneId: string,
  changes: readonly Change[],
  began: Beginning,
): void {
  for (const [host, { deleted, created }] of byHost(changes)) {
    const key = nameKey(zoneId, host);
    const foreign = history.theirs.get(key)?.set;
    const stolen = foreign && deleted.find((set) => textOf(set) === textOf(foreign));
    if (stolen) throw new Error(`${textOf(stolen)} is somebody else's and was deleted`);
    const joined = joins(created, deleted, history.theirs.get(key), began);
    if (joined !== undefined) throw new Error(`${textOf(joined)} joins somebody else's`);
    const wrong = created.find((set) => isRefused(history, zoneId, host, set, began));
    if (wrong !== undefined) throw new Error(`${textOf(wrong)} came though what is asked for is refused`);
    watchStops(history, key, deleted, created, began);
    if (deleted.length === 0) continue;
    tellChange(history, deleted, created);
    if (isUnread(history, key, zoneId, host, deleted)) continue;
    const left = ourSetsAt(history, zoneId, host);
    const steady = steadyAt(history, key, began);
    for (const each of steady) {
      const taken = takenFrom(each, deleted, left).filter(
        (set) => !isTakenOver(history, each, set, created, began),
      );
      if (taken.length > 0)
        throw new Error(`${each.player.name} asked all the time for ${taken.map(textOf)} that was taken`);
    }
    const live = steady.filter((each) => isLive(history, each));
    const theirs = history.theirs.get(key)?.set;
    const able = live.filter(({ want }) => !isHopeless(want, theirs));
    if (left.length === 0 && able.length > 0)
      throw new Error(
        `${host} in ${zoneId} has no record any more, though ${able.map(({ player }) => player.name)} asked for it all the time`,
      );
    for (const each of live) {
      const gone = deleted.filter((set) => !created.some((other) => replaces(other, set)));
      const mayWait = isUnheardBeside(steady, left) || isOtherwiseBeside(each, steady, left);
      const passedOver = mayWait ? undefined : placeOf(each, gone, left, theirs);
      if (passedOver !== undefined)
        throw new Error(
          `${each.player.name} waited for the place of ${textOf(passedOver)}, which left it empty`,
        );
      tellLeftAway(history, each, deleted, left, theirs, began);
    }
  }
}

function byHost(changes: readonly Change[]): ReadonlyMap<string, Changed> {
  const hosts = new Map<string, Changed>();
  for (const { Action, ResourceRecordSet: set } of changes) {
    const host = set?.Name?.replace(/\.$/, '') ?? '';
    const changed = hosts.get(host) ?? { deleted: [], created: [] };
    if (set) (Action === 'DELETE' ? changed.deleted : changed.created).push(set);
    hosts.set(host, changed);
  }
  return hosts;
}

interface Changed {
  readonly deleted: ResourceRecordSet[];
  readonly created: ResourceRecordSet[];
}

/** Another comes in its place that may have been ready while the invocation lived, and that does not come after it. */
function isTakenOver(
  { players, tally, goneAt }: History,
  { player, want }: Steady,
  set: ResourceRecordSet,
  created: readonly ResourceRecordSet[],
  { at }: Beginning,
): boolean {
  const takers = created.filter((other) => clashOf(other, set) !== undefined);
  // What it was like nobody knows who comes too late.
  if (takers.some((other) => (goneAt.get(targetOf(other)) ?? 0) >= at - SEEN)) return true;
  const taker = takers
    .flatMap((other) => players.find(({ made }) => made?.dnsName === targetOf(other)) ?? [])
    .find((other) => other !== player && (other.isReady || other.readySince >= at - SEEN));
  // Of what is refused nothing of the tags counts, the priority neither.
  if (taker === undefined || (want !== 'refused' && comesAfter(taker, player, at))) return false;
  tally['taken over by one that is ready'] += 1;
  return true;
}

/** Both of one cluster, or of none, and its tag says so; unless that changed too lately to be known. */
function comesAfter(one: Player, other: Player, at: number): boolean {
  const isKnown = one.changedAt + SEEN < at && other.changedAt + SEEN < at;
  const isOneCluster = (one.service === undefined) === (other.service === undefined);
  return isKnown && isOneCluster && priorityOf(one) < priorityOf(other);
}

/** A CNAME beside a TXT: whatever of ours stands there, it cannot take its place. */
function isHopeless(want: Want, theirs: ResourceRecordSet | undefined): boolean {
  return theirs?.Type === 'TXT' && want !== 'refused' && want.some(({ Type }) => Type === 'CNAME');
}

/** It is for one that has asked for what cannot be since before the invocation began. */
function isRefused(
  { players }: History,
  zoneId: string,
  host: string,
  set: ResourceRecordSet,
  { at }: Beginning,
): boolean {
  const owner = players.find(({ made }) => made?.dnsName === targetOf(set));
  return owner !== undefined && wantOf(owner, zoneId, host) === 'refused' && owner.changedAt + SEEN < at;
}

/** A new set beside one of the same type that somebody else had there before the name was read. */
function joins(
  created: readonly ResourceRecordSet[],
  deleted: readonly ResourceRecordSet[],
  theirs: Written | undefined,
  began: Beginning,
): ResourceRecordSet | undefined {
  if (theirs === undefined || theirs.at >= began.at) return undefined;
  const isChanged = ({ Type, SetIdentifier }: ResourceRecordSet) =>
    deleted.some((set) => set.Type === Type && set.SetIdentifier === SetIdentifier);
  return created.find((set) => set.Type === theirs.set.Type && !isChanged(set));
}

/** It comes for the same load balancer, or for another that cannot have it beside the other. */
function replaces(next: ResourceRecordSet, set: ResourceRecordSet): boolean {
  return targetOf(next) === targetOf(set) || clashOf(next, set) !== undefined;
}

/** Something stays of one whose wish the ledger had otherwise, or too late: by what it had, another may have had to wait. */
function isUnheardBeside(steady: readonly Steady[], left: readonly ResourceRecordSet[]): boolean {
  const heard = new Set(steady.filter(isHeard).map(({ player }) => player.made?.dnsName));
  return left.some((set) => !heard.has(targetOf(set)));
}

/** What went by itself, though this one asks for the very place of it, and was to replace it. */
function placeOf(
  steady: Steady,
  gone: readonly ResourceRecordSet[],
  left: readonly ResourceRecordSet[],
  theirs: ResourceRecordSet | undefined,
): ResourceRecordSet | undefined {
  const { want, player } = steady;
  if (want === 'refused' || !isHeard(steady) || clashesWith(want, left) !== undefined) return undefined;
  if (left.some((set) => targetOf(set) === player.made?.dnsName)) return undefined;
  if (want.some((set) => isBlocked(set, theirs, left))) return undefined;
  return gone.find(
    (set) => targetOf(set) !== player.made?.dnsName && want.some((other) => isPlace(clashOf(other, set))),
  );
}

/** What stood of it just as it asks, or under settings that are refused, and was to stay. */
function takenFrom(
  steady: Steady,
  deleted: readonly ResourceRecordSet[],
  left: readonly ResourceRecordSet[],
): readonly ResourceRecordSet[] {
  const { player, want } = steady;
  if (!isHeard(steady)) return [];
  const kept = new Set(left.map(textOf));
  const asked = want === 'refused' ? undefined : new Set(want.map(textOf));
  return deleted.filter(
    (set) =>
      targetOf(set) === player.made?.dnsName &&
      !kept.has(textOf(set)) &&
      (asked === undefined || asked.has(textOf(set))),
  );
}

/** What stays is of one that is about to change it to what this one cannot have its place beside. */
function isOtherwiseBeside(
  { want }: Steady,
  steady: readonly Steady[],
  left: readonly ResourceRecordSet[],
): boolean {
  const stay = new Set(left.map(targetOf));
  return steady.some(
    (other) =>
      stay.has(other.player.made?.dnsName ?? '') &&
      clashesWith(setsOfWant(want), setsOfWant(other.want)) !== undefined,
  );
}

const setsOfWant = (want: Want) => (want === 'refused' ? [] : want);
