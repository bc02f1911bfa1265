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
import { oneOf } from './chance.ts';
import { tagsOf } from './demo-cluster.ts';
import { turnHealth } from './health.ts';
import type { History } from './history.ts';
import type { Player, Tags } from './players.ts';
import { anotherFashion, breakOrMend, relabel, restyle, reweigh, someTags, swap } from './tagging.ts';

/** Somebody, or the load balancer controller, makes, deletes, tags or changes a load balancer. */
export async function actOnLoadBalancer(history: History): Promise<void> {
  const { stage, chance, players, pastLooks } = history;
  const player = oneOf(chance, players);
  player.changedAt = stage.clock.now();
  if (player.made === undefined) return make(history, player);
  await pastLooks.remember(player.made.id);
  if (chance(8) === 0) return tag(history, player, { ...player.tags, priority: oneOf(chance, ['3', '-3']) });
  if (history.hasSettings && chance(3) > 0) return resettle(history, player);
  const kind = chance(5);
  if (kind === 0) {
    await remove(history, player);
  } else if (kind === 1) {
    const settings = Object.entries(player.tags).filter(([key]) => !key.startsWith('hostname'));
    await tag(history, player, Object.fromEntries(settings));
  } else if (kind === 2 && player.kind !== 'classic' && player.scheme !== 'internal') {
    player.dualstack = !player.dualstack;
    await setAddressType(stage, player.made, player.dualstack ? 'dualstack' : 'ipv4');
  } else await tag(history, player, someTags(history));
}

/** It is deleted; now and then the same is made again at once, as a tool does that replaces what it cannot change. */
async function remove(history: History, player: Player): Promise<void> {
  const { stage, chance, tally, goneAt } = history;
  const { made, tags } = player;
  if (made === undefined) return;
  await (player.kind === 'classic' ? deleteClassic : deleteV2)(stage, made);
  if (player.kind === 'classic') player.former.add(made.dnsName);
  goneAt.set(made.dnsName, stage.clock.now());
  player.made = undefined;
  player.tags = {};
  player.isReady = false;
  player.readySince = stage.clock.now();
  player.targetGroup = undefined;
  if (chance(3) > 0) return;
  tally['made again'] += 1;
  await make(history, player, tags);
}

/** It asks for its names otherwise; or several of those that are there do at once. */
async function resettle(history: History, player: Player): Promise<void> {
  const { chance, players, fashion } = history;
  const kind = chance(12);
  if (kind < 3) return tag(history, player, restyle(player.tags, history));
  if (kind < 4) return tag(history, player, reweigh(player.tags, history));
  if (kind < 5) return tag(history, player, breakOrMend(player.tags, history));
  if (kind < 6) return tag(history, player, relabel(player.tags, history));
  const others = players.filter(({ made }) => made !== undefined);
  if (kind < 11) {
    const [one, other] = someToSwap(others);
    // Where nobody can, all follow the fashion, and two may the next time.
    if (!one || !other) return followFashion(history, others);
    const [mine, theirs] = swap(one.tags, other.tags);
    await tag(history, one, mine);
    return tag(history, other, theirs);
  }
  fashion.policy = anotherFashion(chance);
  return followFashion(history, others);
}

async function followFashion(history: History, players: readonly Player[]): Promise<void> {
  for (const each of players) await tag(history, each, restyle(each.tags, history));
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
  const gone = Object.keys(before).filter((key) => !(key in tags));
  if (gone.length > 0)
    await (kind === 'classic' ? untagClassic : untagV2)(stage, made, ...gone.map((key) => `signpost/${key}`));
  if (Object.keys(tags).length > 0)
    await (kind === 'classic' ? tagClassic : tagV2)(stage, made, withPrefix(tags));
}

const withPrefix = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`signpost/${key}`, value]));

async function make(history: History, player: Player, tagged = someTags(history)): Promise<void> {
  const { stage, chance, pastLooks, tally } = history;
  player.tags = tagged;
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
  if (player.service !== undefined && chance(3) > 0)
    history.cluster.shown.get(player.service)?.add(made.dnsName);
  if (chance(3) > 0) await turnHealth(stage, player);
  if (player.kind === 'classic' && player.timesMade > 0) tally['classic name reused'] += 1;
  player.timesMade += 1;
}
