import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { NameChanges } from '../../shared/plan/changes.ts';
import type { Written } from './foreigners.ts';
import type { History } from './history.ts';
import { fromLedger, ourSetsAt, targetOf, textOf } from './record-sets.ts';
import { clashesWith, clashOf, isBlocked, isPlace } from './side-by-side.ts';
import { type Beginning, isHeard, isLive, SEEN, type Steady, steadyAt } from './steady.ts';
import { tellChange, tellLeftAway } from './tell-changes.ts';
import { type Want, wantOf } from './wants.ts';

/** Throws if a batch took from a name what somebody asked for, and had claimed, all the time. */
export function watchBatch(
  history: History,
  zoneId: string,
  batch: readonly NameChanges[],
  began: Beginning,
): void {
  for (const { key, host, deletes, creates } of batch) {
    const deleted = deletes.map((set) => fromLedger(host, set));
    const created = creates.map((set) => fromLedger(host, set));
    const joined = joins(created, deleted, history.theirs.get(key), began);
    if (joined !== undefined) throw new Error(`${textOf(joined)} joins somebody else's`);
    const wrong = created.find((set) => isRefused(history, zoneId, host, set, began));
    if (wrong !== undefined) throw new Error(`${textOf(wrong)} came though what is asked for is refused`);
    if (deletes.length === 0) continue;
    tellChange(history, deleted, created);
    const left = ourSetsAt(history, zoneId, host);
    const steady = steadyAt(history, key, began);
    for (const each of steady) {
      const taken = takenFrom(each, deleted, left);
      if (taken.length > 0)
        throw new Error(`${each.player.name} asked all the time for ${taken.map(textOf)} that was taken`);
    }
    const live = steady.filter((each) => isLive(each, history.stage.clock.now()));
    const theirs = history.theirs.get(key)?.set;
    const able = live.filter(({ want }) => !isHopeless(want, theirs));
    if (left.length === 0 && able.length > 0)
      throw new Error(
        `${host} in ${zoneId} has no record any more, though ${able.map(({ player }) => player.name)} asked for it all the time`,
      );
    for (const each of live) {
      const gone = deleted.filter((set) => !created.some((other) => replaces(other, set)));
      const passedOver = isUnheardBeside(steady, left) ? undefined : placeOf(each, gone, left, theirs);
      if (passedOver !== undefined)
        throw new Error(
          `${each.player.name} waited for the place of ${textOf(passedOver)}, which left it empty`,
        );
      tellLeftAway(history, each, deleted, left, theirs, began);
    }
  }
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
