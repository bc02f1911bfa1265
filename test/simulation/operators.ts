import type { FreezeScope } from '../../shared/ledger/freeze-row.ts';
import { zoneRow } from '../stage/brakes.ts';
import { operate } from '../stage/operate.ts';
import { freezeRow } from '../stage/rows.ts';
import type { Stage } from '../stage/stage.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { HOSTS, ZONES } from './players.ts';
import { fullSweep } from './sweeps.ts';

type Deployed = Pick<Stage['settings'], 'policy' | 'zones' | 'clusters'>;

/** What was deployed in the beginning, and is again in the end. */
export function deployedOf({ settings: { policy, zones, clusters } }: Stage): Deployed {
  return { policy, zones, clusters };
}

/** The operator deploys other settings: what is running keeps its own. */
export async function actOnSettings(history: History, all: Deployed): Promise<void> {
  const { stage, chance, players, tally } = history;
  const { settings, clock } = stage;
  const kind = chance(6);
  if (kind === 0) {
    settings.policy = oneOf(chance, ['sync', 'plan', 'create-only', 'upsert-only'] as const);
    if (settings.policy !== 'sync') tally[`policy ${settings.policy}`] += 1;
  } else if (kind === 1 && settings.zones.length === all.zones.length) {
    const out = oneOf(chance, all.zones);
    settings.zones = all.zones.filter((zone) => zone !== out);
    tally['zone left'] += 1;
  } else if (kind === 2 && settings.clusters.length > 0) {
    settings.clusters = [];
    tally['cluster left'] += 1;
  } else if (kind === 3) {
    const host = oneOf(chance, HOSTS);
    settings.zones = all.zones.map((zone) => ({ ...zone, protect: [host] }));
    tally['name protected'] += 1;
  } else if (kind === 4) {
    settings.zones = all.zones.map((zone) => ({ ...zone, drift: 'respect' }));
  } else Object.assign(settings, all);
  // Each deploy has one, if it does not fail.
  if (chance(3) > 0) await fullSweep(history);
  for (const player of players) player.changedAt = clock.now();
}

/** Freezes something for some minutes, or ends the freeze of it. */
export async function actOnFreezes({ stage, chance, tally, thaws }: History): Promise<void> {
  const zone = oneOf(chance, ZONES);
  const name = oneOf(chance, HOSTS);
  const isIn = stage.settings.zones.some(({ id }) => id === zone);
  const scopes = ['stack', ...(isIn ? [{ zone }] : []), ...(isIn && zone !== 'ZSUB' ? [{ zone, name }] : [])];
  const scope = oneOf(chance, scopes);
  const isFreeze = chance(3) > 0;
  const before = freezeRow(stage)?.freezes ?? {};
  if (isFreeze) tally.freeze += 1;
  await (isFreeze
    ? operate(stage, { command: 'freeze', scope, minutes: 1 + chance(30), reason: 'as history has it' })
    : operate(stage, { command: 'unfreeze', scope }));
  const after = freezeRow(stage)?.freezes ?? {};
  const isShorter = Object.entries(before).some(
    ([scope, freeze]) => (after[scope as FreezeScope]?.until ?? 0) < (freeze?.until ?? 0),
  );
  if (!isFreeze || isShorter) thaws.count += 1;
}

/** Gives the brake of a zone a new budget. */
export async function approve(history: History): Promise<void> {
  const { stage, chance, tally } = history;
  const { zones } = stage.settings;
  const { id: zone } = oneOf(chance, zones);
  const kind = oneOf(chance, ['removals', 'retargets'] as const);
  tally.approval += 1;
  await letPass(history, zone, kind, 1 + chance(3));
}

/** All is deployed as it was, nothing is frozen, and whatever the brakes hold back is approved. */
export async function endAllStops(history: History, all: Deployed): Promise<void> {
  const { stage, players } = history;
  Object.assign(stage.settings, all);
  for (const player of players) player.changedAt = stage.clock.now();
  const freezes = await stage.ports.readFreezes();
  for (const scope of Object.keys(freezes?.freezes ?? {})) {
    const [, zone, name] = scope.split('#');
    const asked = scope === 'stack' ? scope : name === undefined ? { zone } : { zone, name };
    await operate(stage, { command: 'unfreeze', scope: asked });
  }
  await approveAll(history);
}

/** As many as there could be, where a brake is on. False where none is. */
export async function approveAll(history: History): Promise<boolean> {
  const { stage, tally } = history;
  let wasOn = false;
  for (const { id: zone } of stage.settings.zones) {
    const row = zoneRow(stage, zone);
    for (const kind of ['removals', 'retargets'] as const) {
      if (row[kind].tripped === undefined) continue;
      wasOn = true;
      tally['brake was on'] += 1;
      await letPass(history, zone, kind, 1000);
    }
  }
  return wasOn;
}

async function letPass(
  { stage, budgets }: History,
  zone: string,
  kind: 'removals' | 'retargets',
  names: number,
): Promise<void> {
  if (kind === 'removals') budgets.push({ zoneId: zone, names, at: stage.clock.now() });
  await operate(stage, { command: 'approve', zone, kind, names, reason: 'looked at' });
}
