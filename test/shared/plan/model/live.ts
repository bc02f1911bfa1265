import type { LoadBalancerId } from '../../../../shared/load-balancers/load-balancer.ts';
import { needsReading } from '../../../../shared/sweep/needs-reading.ts';
import type { Event } from './histories.ts';
import { everybody, type Round, run } from './run.ts';
import { lbNamed } from './wishes.ts';
import { advance, type Balancer, balancer, READY, type World } from './world.ts';
import { applyBatch } from './zone.ts';

const SWEEP = 1800;

/** Lets one thing happen; returns what was decided because of it. */
export function happen(world: World, event: Event): Round[] {
  const { zone } = world;
  switch (event.kind) {
    case 'tag': {
      const found = player(world, event.name);
      found.asks = { wish: event.wish, check: event.check };
      return [];
    }
    case 'moves':
      return event.moves.flatMap(({ name, wish }) => {
        player(world, name).asks = { wish, check: READY };
        return run(world, [lbNamed(name)]);
      });
    case 'untag':
      player(world, event.name).asks = undefined;
      return [];
    case 'vanish':
    case 'return':
      player(world, event.name).gone = event.kind === 'vanish';
      return [];
    case 'run':
      return run(world, event.names.map(lbNamed), event.fault, event.mustRead);
    case 'hints':
      return drain(world);
    case 'wait':
      advance(world, world.now + event.seconds * 1000);
      return [];
    case 'they create':
      applyBatch(zone, { deletes: [], creates: [event.set] }, 'them');
      return [];
    case 'they delete':
      zone.entries = zone.entries.filter((_, at) => at !== event.which);
      return [];
    case 'texts':
      if (event.types.length === 0 || zone.entries.every(({ set }) => set.type !== 'CNAME'))
        Object.assign(zone, { otherTypes: event.types });
      return [];
    case 'health':
      player(world, event.name).isReady = event.isReady;
      return [];
    case 'priority':
      player(world, event.name).priority = event.priority;
      return [];
    case 'cluster priority':
      world.clusterPriorities.set(event.cluster, event.priority);
      return [];
    case 'policy':
      world.policy = event.policy;
      return [];
    case 'land': {
      for (const { batch } of world.inFlight.splice(0)) applyBatch(zone, batch);
      return [];
    }
  }
}

/** `a` and `b` replace each other; `a`, `b` and `c` are of one cluster, `d` and `e` of another, `f` is of none. */
const PLACES: Readonly<Record<string, { line?: string; cluster: string }>> = {
  a: { line: 'ab', cluster: 'one' },
  b: { line: 'ab', cluster: 'one' },
  c: { cluster: 'one' },
  d: { cluster: 'two' },
  e: { cluster: 'two' },
};

const player = (world: World, name: string): Balancer => balancer(world, name, PLACES[name]);

const ENOUGH = 60;

/** Follows the hints that are due, one load balancer a run, and throws if they never end. */
export function drain(world: World): Round[] {
  const rounds: Round[] = [];
  for (let runs = 0; ; runs += 1) {
    const due = [...world.hints].filter(([, at]) => at <= world.now).map(([lb]) => lb);
    const [next] = due;
    if (next === undefined) return rounds;
    if (runs > ENOUGH) throw new Error(`hints without end, last to ${due}`);
    rounds.push(...run(world, [next]));
  }
}

/** Half an hour goes by with its hints; then a sweep, everybody by itself or together in this order. */
export function sweep(world: World, groups: (all: readonly LoadBalancerId[]) => LoadBalancerId[][]): Round[] {
  const rounds = pass(world, SWEEP);
  if (needsReading(world.row, world.now)) rounds.push(...run(world, [], 'none', true));
  for (const group of groups(everybody(world))) rounds.push(...run(world, group));
  return [...rounds, ...drain(world)];
}

/** Time goes by, and each hint is followed when it is due. */
export function pass(world: World, seconds: number): Round[] {
  const end = world.now + seconds * 1000;
  const rounds = drain(world);
  for (let runs = 0; ; runs += 1) {
    const at = Math.min(...world.hints.values());
    if (at > end) break;
    if (runs > ENOUGH) throw new Error('looks without end');
    advance(world, Math.max(at, world.now));
    rounds.push(...drain(world));
  }
  advance(world, end);
  return rounds;
}
