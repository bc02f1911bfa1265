import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { freezeOf } from '../../shared/ledger/freezes.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';
import { splitNameKey } from '../../shared/ledger/rows.ts';
import { whyClosed } from '../../shared/zones/who-may-claim.ts';
import { isUnread } from './drift.ts';
import type { History } from './history.ts';
import { ourSetsAt, targetOf } from './record-sets.ts';
import { type Beginning, isHeard, steadyAt } from './steady.ts';
import { APART } from './surveyors.ts';

type Sets = readonly ResourceRecordSet[];

/** Throws if a change was sent that an operator had stopped when the invocation began. */
export function watchStops(
  history: History,
  key: NameKey,
  deleted: Sets,
  created: Sets,
  began: Beginning,
): void {
  const { policy, freezes, zones } = began;
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
  // One that ended after the invocation began may have ended before it asked.
  if (freeze !== undefined && history.thaws.count === began.thaws)
    throw new Error(`${key} was changed though ${freeze.scope} was frozen`);
  watchRespected(history, key, created, began);
  // What others removed before nobody could count.
  if (deleted.length > 0 && !isUnread(history, key, zoneId, host, deleted)) watchBudget(history, key, now);
}

/** What others removed and the zone lets be gone does not come back while its load balancer asks for the very same. */
function watchRespected(history: History, key: NameKey, created: Sets, began: Beginning): void {
  const { zoneId } = splitNameKey(key);
  if (began.zones.find(({ id }) => id === zoneId)?.drift !== 'respect') return;
  const back = steadyAt(history, key, began)
    .filter((each) => each.claim.pending?.by === 'drift' && isHeard(each))
    .find(({ player }) => created.some((set) => targetOf(set) === player.made?.dnsName));
  if (back)
    throw new Error(`${key} was changed, and what others removed of ${back.player.name} is to be gone`);
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
