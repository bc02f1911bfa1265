import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { freezeOf } from '../../shared/ledger/freezes.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import { splitNameKey } from '../../shared/ledger/rows.ts';
import { whyClosed } from '../../shared/zones/who-may-claim.ts';
import type { History } from './history.ts';
import { ourSetsAt } from './record-sets.ts';
import type { Beginning } from './steady.ts';
import { APART } from './surveyors.ts';

type Sets = readonly ResourceRecordSet[];

/** Throws if a change was sent that an operator had stopped when the invocation began. */
export function watchStops(
  history: History,
  key: NameKey,
  deleted: Sets,
  created: Sets,
  { policy, freezes, zones }: Beginning,
): void {
  const { zoneId, host } = splitNameKey(key);
  const zone = zones.find(({ id }) => id === zoneId);
  const closed = zone ? whyClosed(zone, host) : 'its zone is not in the settings';
  if (closed !== undefined) throw new Error(`${key} was changed, and ${closed}`);
  const now = history.stage.clock.now();
  const stopped =
    policy === 'plan' ||
    (policy === 'create-only' && deleted.length > 0) ||
    (policy === 'upsert-only' && deleted.length > 0 && created.length === 0);
  if (stopped) throw new Error(`${key} was changed under policy ${policy}`);
  const freeze = freezeOf(freezes, key, now + 2 * APART);
  if (freeze !== undefined) throw new Error(`${key} was changed though ${freeze.scope} was frozen`);
  if (deleted.length > 0) watchBudget(history, key, now);
}

/** No more names of a zone are left without a record within the brake's window than its limit and approvals let pass. */
function watchBudget(history: History, key: NameKey, now: number): void {
  const { zoneId, host } = splitNameKey(key);
  if (ourSetsAt(history, zoneId, host).length > 0) return;
  const { departed, budgets, stage } = history;
  departed.push({ zoneId, key, at: now });
  const { window, removals } = stage.settings.brake;
  const since = now - 1000 * window;
  const left = new Set(
    departed.flatMap((each) => (each.zoneId === zoneId && each.at > since ? [each.key] : [])),
  );
  // A budget is good for a window, and what it let pass may be in ours.
  const approved = budgets.flatMap((each) =>
    each.zoneId === zoneId && each.at > since - 1000 * window ? [each.names] : [],
  );
  const most = approved.reduce((sum, names) => sum + names, removals.names);
  if (left.size > most)
    throw new Error(`${left.size} names left ${zoneId} within the brake's window, and ${most} may`);
}
