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
} from '../stage/actions.ts';
import { sweep } from '../stage/sweep.ts';
import { oneOf } from './chance.ts';
import { tagsOf } from './demo-cluster.ts';
import type { History } from './history.ts';
import { HOSTS, type Player, type Tags } from './players.ts';
import { anotherFashion, breakOrMend, relabel, restyle, reweigh, someTags, swap } from './tagging.ts';

/** Somebody, or the load balancer controller, makes, deletes, tags or changes a load balancer. */
export async function actOnLoadBalancer(history: History): Promise<void> {
  const { stage, chance, players, pastLooks } = history;
  const player = oneOf(chance, players);
  player.changedAt = stage.clock.now();
  if (player.made === undefined) return make(history, player);
  await pastLooks.remember(player.made.id);
  if (history.hasSettings && chance(3) > 0) return resettle(history, player);
  const kind = chance(5);
  if (kind === 0) {
    await (player.kind === 'classic' ? deleteClassic : deleteV2)(stage, player.made);
    if (player.kind === 'classic') player.former.add(player.made.dnsName);
    player.made = undefined;
    player.tags = {};
  } else if (kind === 1) {
    const settings = Object.entries(player.tags).filter(([key]) => !key.startsWith('hostname'));
    await tag(history, player, Object.fromEntries(settings));
  } else if (kind === 2 && player.kind !== 'classic' && player.scheme !== 'internal') {
    player.dualstack = !player.dualstack;
    await setAddressType(stage, player.made, player.dualstack ? 'dualstack' : 'ipv4');
  } else await tag(history, player, someTags(history));
}

/** It asks for its names otherwise; or several of those that are there do at once. */
async function resettle(history: History, player: Player): Promise<void> {
  const { chance, players, fashion } = history;
  const kind = chance(12);
  if (kind < 4) return tag(history, player, restyle(player.tags, history));
  if (kind < 6) return tag(history, player, reweigh(player.tags, history));
  if (kind < 7) return tag(history, player, breakOrMend(player.tags, history));
  if (kind < 8) return tag(history, player, relabel(player.tags, history));
  const others = players.filter(({ made }) => made !== undefined);
  if (kind < 11) {
    const [one, other] = someToSwap(others);
    if (!one || !other) return tag(history, player, restyle(player.tags, history));
    const [mine, theirs] = swap(one.tags, other.tags);
    await tag(history, one, mine);
    return tag(history, other, theirs);
  }
  fashion.policy = anotherFashion(chance);
  for (const each of others) await tag(history, each, restyle(each.tags, history));
}

/** Two that ask for the same name in places of their own. */
function someToSwap(players: readonly Player[]): readonly Player[] {
  const keys = ({ tags }: Player) => Object.keys(tags).sort().join();
  const placed = players.filter((each) => /region|failover|country|set-identifier/.test(keys(each)));
  const like = (one: Player) => placed.filter((each) => keys(each) === keys(one));
  return placed.map(like).find((each) => each.length > 1) ?? [];
}

async function tag({ stage, pastLooks }: History, player: Player, tags: Tags): Promise<void> {
  const { made, kind, tags: before } = player;
  if (made === undefined) return;
  await pastLooks.remember(made.id);
  player.changedAt = stage.clock.now();
  player.tags = tags;
  for (const key of Object.keys(before).filter((each) => !(each in tags)))
    await (kind === 'classic' ? untagClassic : untagV2)(stage, made, `signpost/${key}`);
  if (Object.keys(tags).length > 0)
    await (kind === 'classic' ? tagClassic : tagV2)(stage, made, withPrefix(tags));
}

const withPrefix = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`signpost/${key}`, value]));

async function make(history: History, player: Player): Promise<void> {
  const { stage, chance, pastLooks, tally } = history;
  player.tags = someTags(history);
  player.dualstack = player.kind !== 'classic' && player.scheme !== 'internal' && chance(2) === 0;
  const bound = player.service === undefined ? {} : tagsOf(player.service);
  const tags = { ...bound, ...withPrefix(player.tags) };
  const made =
    player.kind === 'classic'
      ? await createClassic(stage, player.name, undefined, { scheme: player.scheme, tags })
      : await createV2(stage, player.name, undefined, {
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

/** A Service's status, its Gateway, or the API server of cluster demo changes. */
export function actOnCluster(history: History): void {
  const { stage, chance, cluster, players, tally, hasAnnotations } = history;
  const bound = players.filter(({ service }) => service !== undefined);
  if (bound.length === 0) return;
  const player = oneOf(chance, bound);
  const service = player.service ?? '';
  const kind = chance(hasAnnotations ? 14 : 10);
  if (kind >= 10) {
    cluster.annotated.set(
      service,
      HOSTS.filter(() => chance(2) > 0),
    );
    tally['annotation changed'] += 1;
  } else if (kind < 4) {
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
