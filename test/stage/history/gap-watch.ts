import { type NameKey, type NameRow, splitNameKey } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import type { DemoCluster } from './demo-cluster.ts';
import type { History } from './history.ts';
import { asksFor, type Player } from './players.ts';

/** The ELB APIs may lag behind by less than this, in milliseconds: who is younger may not have been seen. */
const SEEN = 30_000;
const AWAITED = 60 * 60 * 1000;
const LIVE = new Set(['published', 'waiting', 'held back', 'not bound yet']);

/** Who had a live claim of which name when an invocation began. */
export type LiveClaims = ReadonlyMap<NameKey, readonly LoadBalancerId[]>;

export function liveClaims({ stage }: Pick<History, 'stage'>): LiveClaims {
  const rows = stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
  return new Map(
    rows.map((item) => {
      const row = item as unknown as NameRow;
      const live = Object.values(row.claims).filter(
        ({ outcome, unboundSince }) =>
          LIVE.has(outcome) && (unboundSince === undefined || stage.clock.now() - unboundSince < AWAITED),
      );
      return [`${row.zoneId}#${row.host}`, live.map(({ lb }) => lb)];
    }),
  );
}

/** Throws if a batch left a name without a record that somebody had claimed, and asked for, all the time. */
export function expectNoGap(
  { stage, players, cluster, tally }: History,
  zoneId: string,
  batch: readonly NameChanges[],
  began: { readonly at: number; readonly live: LiveClaims; readonly clusters: number },
): void {
  for (const { key, host, deletes, creates } of batch) {
    if (deletes.length === 0) continue;
    if (creates.length > 0) {
      tally['handed over'] += 1;
      continue;
    }
    const left = stage.route53.records(zoneId).filter(({ Name }) => Name === `${host}.`);
    if (left.some(({ AliasTarget }) => AliasTarget)) continue;
    tally.withdrawn += 1;
    const waiting = players.filter(
      (player) =>
        asksFor(player, zoneId, host) &&
        began.live.get(key)?.includes(player.made?.id ?? 'classic/') &&
        player.changedAt + SEEN < began.at &&
        // Of a cluster that is not in the settings no claim is live.
        (player.service === undefined || began.clusters > 0) &&
        isServed(player, host, cluster),
    );
    if (waiting.length > 0)
      throw new Error(
        `${splitNameKey(key).host} in ${zoneId} has no record any more, though ${waiting.map(({ name }) => name).join(', ')} asked for it all the time`,
      );
  }
}

function isServed({ service }: Player, host: string, { gateways }: DemoCluster): boolean {
  const hosts = service === undefined ? undefined : gateways.get(service);
  return service === undefined || (hosts !== undefined && covers(hosts, host));
}

export function covers(hosts: readonly string[], host: string): boolean {
  return hosts.some((each) => each === `*/${host}` || each === '*.example.com');
}
