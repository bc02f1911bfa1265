import { emptyNameRow, type NameKey, type NameRow } from '../../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../../shared/load-balancers/load-balancer.ts';
import { READY as HEALTHY, notReady, type Readiness } from '../../../../shared/load-balancers/readiness.ts';
import type { Difference } from '../../../../shared/plan/difference.ts';
import type { Check, Observation } from '../../../../shared/plan/observation.ts';
import type { Policy } from '../../../../shared/settings.ts';
import { lbNamed, recordsOf, type Wish } from './wishes.ts';
import { applyBatch, type ModelZone } from './zone.ts';

export const KEY: NameKey = 'Z1#a.example.com';
export const NOW = Date.parse('2026-01-01T12:00:00Z');
export const WITHDRAW_AFTER = { loadBalancer: 60, gateway: 600 } as const;
/** Milliseconds. */
const SENDER_LIFE = 3_600_000;
export const READY: Check = { kind: 'ready', note: 'not checked' };

/** A load balancer as it is now. */
export interface Balancer {
  readonly name: string;
  /** The older, the smaller. */
  readonly age: number;
  readonly line: string;
  readonly cluster: string;
  /** Its tag `priority`. */
  priority: number;
  /** Something behind it is healthy. */
  isReady: boolean;
  gone: boolean;
  asks: { readonly wish: Wish; readonly check: Check } | undefined;
}

/** One name: its row, its zone, its load balancers, and the hints on their way. */
export interface World {
  now: number;
  policy: Policy;
  /** Of the settings; those that are not there have 0. */
  readonly clusterPriorities: Map<string, number>;
  row: NameRow;
  readonly zone: ModelZone;
  readonly balancers: Map<LoadBalancerId, Balancer>;
  /** By load balancer: when its hint is due, epoch ms. */
  readonly hints: Map<LoadBalancerId, number>;
  /** Batches that were sent and may still land, and when they were (epoch ms). */
  readonly inFlight: { readonly batch: Difference; readonly at: number }[];
  ids: number;
}

export function newWorld(): World {
  return {
    now: NOW,
    policy: 'sync',
    clusterPriorities: new Map(),
    row: emptyNameRow(KEY),
    zone: { entries: [], otherTypes: [] },
    balancers: new Map(),
    hints: new Map(),
    inFlight: [],
    ids: 0,
  };
}

/** Lets time go by. Within an hour what was sent lands, or never does. */
export function advance(world: World, to: number): void {
  const { inFlight, zone } = world;
  for (const each of [...inFlight])
    if (to - each.at >= SENDER_LIFE) {
      inFlight.splice(inFlight.indexOf(each), 1);
      applyBatch(zone, each.batch);
    }
  world.now = to;
}

export function newId(world: World): string {
  world.ids += 1;
  return `id-${world.ids}`;
}

/** Made in the order of their first mention, each a line of its own and of no cluster unless told otherwise. */
export function balancer(world: World, name: string, { line = name, cluster = '' } = {}): Balancer {
  const id = lbNamed(name);
  const found = world.balancers.get(id);
  if (found) return found;
  const age = world.balancers.size;
  const asks = undefined;
  const made: Balancer = { name, age, line, cluster, priority: 0, isReady: true, gone: false, asks };
  world.balancers.set(id, made);
  return made;
}

/** Whether these can take a name over now. */
export function readinessOf(
  { balancers }: World,
  ids: readonly LoadBalancerId[],
): ReadonlyMap<LoadBalancerId, Readiness> {
  return new Map(
    ids.map((id) => [id, balancers.get(id)?.isReady === false ? notReady('no target is healthy') : HEALTHY]),
  );
}

/** A complete look at it now. */
export function lookAt(world: World, id: LoadBalancerId): Observation {
  const found = world.balancers.get(id);
  const { name, age, line, cluster, priority, asks } = found ?? NOBODY;
  const gone = found?.gone ?? true;
  return {
    id,
    began: world.now,
    gone,
    createdAt: gone ? '' : new Date(NOW - 1_000_000_000 + age * 1000).toISOString(),
    cluster: gone ? '' : cluster,
    line: gone ? '' : line,
    asks: new Map(gone || asks === undefined ? [] : [[KEY, { ...askOf(world, name, asks), priority }]]),
    refused: {},
    ignored: {},
    declares: [],
    needsSurvey: false,
  };
}

const NOBODY = { name: '', age: 0, line: '', cluster: '', priority: 0, asks: undefined };

function askOf({ now }: World, name: string, { wish, check }: NonNullable<Balancer['asks']>) {
  // A survey of now, unless it is an old one that is told of.
  const dated = check.kind === 'unserved' && !check.stale ? { ...check, at: now } : check;
  return { records: check.kind === 'refused' ? [] : recordsOf(name, wish), check: dated };
}
