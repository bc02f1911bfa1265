import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import type { History } from './history.ts';
import { fromLedger, ourSetsAt, targetOf, textOf } from './record-sets.ts';
import { type Beginning, isHeard, isLive, type Steady, steadyAt } from './steady.ts';
import { tellChange, tellLeftAway } from './tell-changes.ts';

/** Throws if a batch took from a name what somebody asked for, and had claimed, all the time. */
export function watchBatch(
  history: History,
  zoneId: string,
  batch: readonly NameChanges[],
  began: Beginning,
): void {
  for (const { key, host, deletes, creates } of batch) {
    if (deletes.length === 0) continue;
    const deleted = deletes.map((set) => fromLedger(host, set));
    const created = creates.map((set) => fromLedger(host, set));
    tellChange(history, deleted, created);
    const left = ourSetsAt(history, zoneId, host);
    const steady = steadyAt(history, key, began);
    for (const each of steady) {
      const taken = takenFrom(each, deleted, left);
      if (taken.length > 0)
        throw new Error(`${each.player.name} asked all the time for ${taken.map(textOf)} that was taken`);
    }
    const live = steady.filter((each) => isLive(each, history.stage.clock.now()));
    if (left.length === 0 && live.length > 0)
      throw new Error(
        `${host} in ${zoneId} has no record any more, though ${live.map(({ player }) => player.name)} asked for it all the time`,
      );
    const theirs = history.theirs.get(key);
    for (const each of live) tellLeftAway(history, each, deleted, left, theirs, began);
  }
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
