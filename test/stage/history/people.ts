import {
  createClassic,
  createV2,
  deleteClassic,
  deleteV2,
  setAddressType,
  tagClassic,
  tagV2,
  untagClassic,
  untagV2,
} from '../actions.ts';
import { sweep } from '../sweep.ts';
import { oneOf } from './chance.ts';
import { tagsOf } from './demo-cluster.ts';
import type { History } from './history.ts';
import { HOSTS, type Player } from './players.ts';

/** Somebody, or the load balancer controller, makes, deletes, tags or changes a load balancer. */
export async function actOnLoadBalancer(history: History): Promise<void> {
  const { stage, chance, players, pastLooks } = history;
  const player = oneOf(chance, players);
  player.changedAt = stage.clock.now();
  if (player.made === undefined) return make(history, player);
  await pastLooks.remember(player.made.id);
  const kind = chance(5);
  if (kind === 0) {
    await (player.kind === 'classic' ? deleteClassic : deleteV2)(stage, player.made);
    player.made = undefined;
    player.hosts = [];
  } else if (kind === 1) {
    await (player.kind === 'classic' ? untagClassic : untagV2)(stage, player.made);
    player.hosts = [];
  } else if (kind === 2 && player.kind !== 'classic' && player.scheme !== 'internal') {
    player.dualstack = !player.dualstack;
    await setAddressType(stage, player.made, player.dualstack ? 'dualstack' : 'ipv4');
  } else {
    player.hosts = someHosts(history);
    const tags = { 'signpost/hostname': player.hosts.join(' ') };
    await (player.kind === 'classic' ? tagClassic : tagV2)(stage, player.made, tags);
  }
}

async function make(history: History, player: Player): Promise<void> {
  const { stage, chance, pastLooks, tally } = history;
  player.hosts = someHosts(history);
  player.dualstack = player.kind !== 'classic' && player.scheme !== 'internal' && chance(2) === 0;
  const tags = player.service === undefined ? {} : tagsOf(player.service);
  const hostname = player.hosts.join(' ');
  const made =
    player.kind === 'classic'
      ? await createClassic(stage, player.name, hostname, { scheme: player.scheme, tags })
      : await createV2(stage, player.name, hostname, {
          IpAddressType: player.dualstack ? 'dualstack' : 'ipv4',
          Scheme: player.scheme,
          tags,
        });
  const id =
    player.kind === 'classic' ? (`classic/us-east-1/${made.arn}` as const) : (made.arn as `arn:${string}`);
  player.made = { ...made, id };
  pastLooks.wasNotThere(id);
  if (player.service !== undefined && chance(2) === 0)
    history.cluster.shown.get(player.service)?.add(made.dnsName);
  if (player.kind === 'classic' && player.timesMade > 0) tally['classic name reused'] += 1;
  player.timesMade += 1;
}

function someHosts({ chance }: History): readonly string[] {
  const some = HOSTS.filter(() => chance(2) === 0);
  return some.length === 0 ? [oneOf(chance, HOSTS)] : some;
}

/** A Service's status, its Gateway, or the API server of cluster demo changes. */
export function actOnCluster({ stage, chance, cluster, players, tally }: History): void {
  const bound = players.filter(({ service }) => service !== undefined);
  if (bound.length === 0) return;
  const player = oneOf(chance, bound);
  const service = player.service ?? '';
  const kind = chance(10);
  if (kind < 4) {
    // Controllers write the status when the load balancer is ready; now and then a status is lost again.
    const shown = cluster.shown.get(service);
    if (player.made && chance(6) > 0) shown?.add(player.made.dnsName);
    else shown?.clear();
  } else if (kind < 7) {
    const hosts = HOSTS.filter(() => chance(3) > 0);
    cluster.gateways.set(service, chance(4) === 0 ? ['*.example.com'] : hosts.map((host) => `*/${host}`));
  } else if (kind < 8) cluster.gateways.delete(service);
  else {
    cluster.api = oneOf(chance, ['complete', 'complete', 'incomplete', 'without gateways']);
    if (cluster.api === 'incomplete') tally['survey incomplete'] += 1;
    if (cluster.api === 'without gateways') tally['survey without the kind'] += 1;
  }
  for (const each of bound) each.changedAt = stage.clock.now();
}

/** The operator deploys other settings: what is running keeps its own. */
export async function actOnSettings(
  { stage, chance, players, tally }: History,
  all: Settings,
): Promise<void> {
  const { settings, clock } = stage;
  const kind = chance(4);
  if (kind === 0) {
    settings.policy = settings.policy === 'sync' ? 'plan' : 'sync';
    if (settings.policy === 'plan') tally['policy plan'] += 1;
  } else if (kind === 1 && settings.zones.length === all.zones.length) {
    const out = oneOf(chance, all.zones);
    settings.zones = all.zones.filter((zone) => zone !== out);
    tally['zone left'] += 1;
  } else if (kind === 2 && settings.clusters.length > 0) {
    settings.clusters = [];
    if (chance(2) === 0) await sweep(stage);
    tally['cluster left'] += 1;
  } else Object.assign(settings, all);
  for (const player of players) player.changedAt = clock.now();
}

type Settings = Pick<History['stage']['settings'], 'policy' | 'zones' | 'clusters'>;
