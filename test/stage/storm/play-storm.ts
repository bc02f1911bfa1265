import type { NameRow } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { QuotaSettings } from '../../../shared/settings.ts';
import { mostIn } from '../../shared/quota/most-in.ts';
import type { Chance } from '../history/chance.ts';
import { addForeign, addLoadBalancer, createAccount } from './account.ts';
import { createStack, type Kill, type Stack } from './stack.ts';

const STACKS = ['one', 'two'] as const;
const ZONES = 4;
const LOAD_BALANCERS = 1000;
/** So many hints come to each of the invocations that begin with the storm. */
const BATCH = 250;

export async function playStorm(chance: Chance, quota: QuotaSettings, kills: readonly Kill[]) {
  const account = createAccount(chance);
  const { clock, route53, arrivals } = account;
  const stacks: { readonly stack: Stack; readonly ids: readonly LoadBalancerId[] }[] = [];
  const wanted = new Map<string, string>();
  for (const name of STACKS) {
    const zones = Array.from({ length: ZONES }, (_, at) => ({
      id: `Z${name.toUpperCase()}${at}`,
      name: `${name}${at}.example`,
      private: false,
    }));
    for (const zone of zones) {
      route53.createZone(zone);
      const hosts = Array.from({ length: 750 }, (_, at) => `n${at}t.${zone.name}`);
      await addForeign(account, zone.id, hosts);
    }
    const settings = {
      name,
      policy: 'sync' as const,
      tagPrefix: 'signpost',
      zones,
      clusters: [],
      withdrawAfter: { loadBalancer: 60, gateway: 600 },
      brake: { window: 3600, removals: { names: 20, percent: 10 }, retargets: { names: 100, percent: 50 } },
      quota,
    };
    const stack = createStack(account, settings, [...kills], BATCH);
    const ids: LoadBalancerId[] = [];
    for (let at = 0; at < LOAD_BALANCERS; at += 1) {
      const host = `n${Math.floor(at / ZONES)}.${name}${at % ZONES}.example`;
      const { id, dnsName } = await addLoadBalancer(account, `${name}-${at}`, { 'signpost/hostname': host });
      wanted.set(host, dnsName);
      ids.push(id as LoadBalancerId);
    }
    stacks.push({ stack, ids });
  }
  clock.advance(600_000);
  const began = clock.now();
  for (const { stack, ids } of stacks) {
    for (const [at, id] of ids.entries()) {
      const cause = { event: 'CreateLoadBalancer', eventId: id, at: new Date(began).toISOString() };
      stack.put({ hint: { kind: 'load-balancer', id, cause } });
      // A third is heard of twice, as when a controller tags what it made.
      if (at % 3 === 0)
        stack.put({
          hint: { kind: 'load-balancer', id, cause: { ...cause, event: 'AddTags' } },
          delaySeconds: 6,
        });
    }
    stack.start();
  }
  await clock.runUntil(() => stacks.every(({ stack }) => stack.isIdle()));

  const published = new Map<string, number>();
  for (const { time, changes } of route53.changes)
    for (const { Action, ResourceRecordSet: set } of changes)
      if (Action === 'CREATE' && set?.AliasTarget) published.set(`${set.Name} ${set.Type}`, time - began);
  const times = [...published.values()].sort((a, b) => a - b);
  const storm = arrivals.map(({ at, changes }) => [at, changes] as const);
  const windows = [1, 5, 30].flatMap((window) =>
    (['requests', 'changes'] as const).map((kind) => ({
      window,
      kind,
      most: mostIn(1000 * window, kind === 'changes' ? storm : storm.map(([at]) => [at, 1] as const)),
      bound: STACKS.length * (quota[kind].burst + quota[kind].perSecond * window),
    })),
  );
  const records = new Map<string, string>();
  for (const { stack } of stacks)
    for (const { id } of stack.settings.zones)
      for (const { Name, Type, AliasTarget } of route53.records(id))
        if (AliasTarget) records.set(`${Name} ${Type}`, AliasTarget.DNSName ?? '');
  const unsettled = stacks.flatMap(({ stack }) =>
    (stack.rows() as unknown as readonly (NameRow & { pk: string })[]).filter(
      ({ pk, doubt }) => pk.startsWith('name#') && doubt,
    ),
  );
  const told = [
    ...windows.map(
      ({ window, kind, most, bound }) =>
        `${kind} in ${window} s: ${most} of ${bound} (${Math.round((100 * most) / bound)} %)`,
    ),
    `${times.length} records; half after ${seconds(times[times.length >> 1])}, 95 % after ${seconds(times[Math.floor(times.length * 0.95)])}, all after ${seconds(times.at(-1))}`,
    `${arrivals.length} requests (${arrivals.filter(({ changes }) => changes === 0).length} listings), ${arrivals.reduce((sum, each) => sum + each.changes, 0)} changes sent, ${route53.refused.length} refused: ${[...new Set(route53.refused.map((each) => each.slice(0, 60)))].join('; ')}`,
    ...stacks.map(({ stack: { settings, stats } }) => `${settings.name}: ${JSON.stringify(stats)}`),
  ].join('\n');
  return { windows, told, records, wanted, unsettled };
}

const seconds = (milliseconds = 0) => `${(milliseconds / 1000).toFixed(1)} s`;
