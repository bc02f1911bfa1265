import type { NameRow } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { QuotaSettings, Settings } from '../../../shared/settings.ts';
import type { Chance } from '../../simulation/chance.ts';
import { type Account, addForeign, addLoadBalancer, createAccount } from './account.ts';
import type { Kill } from './invocation.ts';
import { createStack, type Stack } from './stack.ts';
import { tellStorm } from './tell-storm.ts';
import { type Window, windowsOf } from './windows.ts';

const STACKS = ['one', 'two'] as const;
const ZONES = 4;
/** Of each stack. Each asks for a name of its own: an A and an AAAA. */
const LOAD_BALANCERS = 1000;
/** Other people's records in each zone: several pages, ours in between. */
const FOREIGN = 750;
/** As many hints come to each of the invocations that begin with the storm, so that all of them have work. */
const BATCH = LOAD_BALANCERS / 4;

export interface Storm {
  readonly told: string;
  readonly windows: readonly Window[];
  /** What Route 53 refused, throttled requests included. */
  readonly refused: readonly string[];
  readonly deaths: readonly string[];
  /** Why messages were given up. */
  readonly deadLetters: readonly string[];
  /** How often the message was received that was received most often. */
  readonly receives: number;
  /** Aliases by `<name>. <type>`, and the DNS names of the load balancers that asked for the names. */
  readonly records: ReadonlyMap<string, string>;
  readonly wanted: ReadonlyMap<string, string>;
  /** Names of which a ledger does not know what stands. */
  readonly unsettled: readonly string[];
}

interface Player {
  readonly stack: Stack;
  readonly ids: readonly LoadBalancerId[];
}

/**
 * All load balancers of two stacks come at once, in one account. The stacks keep to the quota; the bound is what the share
 * allows to both together.
 */
export async function playStorm(
  chance: Chance,
  quota: QuotaSettings,
  share: QuotaSettings,
  kills: readonly Kill[],
): Promise<Storm> {
  const account = createAccount(chance);
  const wanted = new Map<string, string>();
  const players: Player[] = [];
  for (const name of STACKS) players.push(await setUp(account, name, quota, kills, wanted));
  account.clock.advance(600_000);
  const began = account.clock.now();
  for (const player of players) begin(player, began);
  await account.clock.runUntil(() => players.every(({ stack }) => stack.isIdle()));

  const stacks = players.map(({ stack }) => stack);
  const windows = windowsOf(account.arrivals, share, STACKS.length);
  return {
    told: tellStorm(account, stacks, windows, began),
    windows,
    refused: account.route53.refused,
    deaths: stacks.flatMap(({ deaths }) => deaths),
    deadLetters: stacks.flatMap(({ deadLetters }) => deadLetters),
    receives: Math.max(...stacks.map(({ stats }) => stats.receives)),
    records: recordsOf(account, stacks),
    wanted,
    unsettled: stacks.flatMap(unsettledOf),
  };
}

async function setUp(
  account: Account,
  name: string,
  quota: QuotaSettings,
  kills: readonly Kill[],
  wanted: Map<string, string>,
): Promise<Player> {
  const zones = Array.from({ length: ZONES }, (_, at) => ({
    id: `Z${name.toUpperCase()}${at}`,
    name: `${name}${at}.example`,
    private: false,
  }));
  for (const zone of zones) {
    account.route53.createZone(zone);
    const hosts = Array.from({ length: FOREIGN }, (_, at) => `n${at}t.${zone.name}`);
    await addForeign(account, zone.id, hosts);
  }
  const ids: LoadBalancerId[] = [];
  for (let at = 0; at < LOAD_BALANCERS; at += 1) {
    const host = `n${Math.floor(at / ZONES)}.${name}${at % ZONES}.example`;
    const { id, dnsName } = await addLoadBalancer(account, `${name}-${at}`, { 'signpost/hostname': host });
    wanted.set(host, dnsName);
    ids.push(id as LoadBalancerId);
  }
  const settings: Settings = {
    name,
    policy: 'sync',
    tagPrefix: 'signpost',
    zones,
    clusters: [],
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
    brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
    quota,
  };
  return { stack: createStack(account, settings, [...kills], BATCH), ids };
}

function begin({ stack, ids }: Player, now: number): void {
  for (const [at, id] of ids.entries()) {
    const cause = { event: 'CreateLoadBalancer', eventId: id, at: new Date(now).toISOString() };
    stack.put({ hint: { kind: 'load-balancer', id, cause } });
    // A third is heard of twice, as where a controller tags what it made.
    const again = { ...cause, event: 'AddTags' };
    if (at % 3 === 0) stack.put({ hint: { kind: 'load-balancer', id, cause: again }, delaySeconds: 6 });
  }
  stack.start();
}

function recordsOf({ route53 }: Account, stacks: readonly Stack[]): ReadonlyMap<string, string> {
  const zones = stacks.flatMap(({ settings }) => settings.zones);
  const aliases = zones.flatMap(({ id }) =>
    route53
      .records(id)
      .flatMap(({ Name, Type, AliasTarget }): [string, string][] =>
        AliasTarget ? [[`${Name} ${Type}`, AliasTarget.DNSName ?? '']] : [],
      ),
  );
  return new Map(aliases);
}

function unsettledOf({ rows }: Stack): string[] {
  return rows().flatMap((item) => {
    const { doubt, host } = item as unknown as NameRow;
    return String(item['pk']).startsWith('name#') && doubt ? [host] : [];
  });
}
