import type { FreezeRow } from '../../shared/ledger/freeze-row.ts';
import { type Claim, type NameKey, type NameRow, nameKey, splitNameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Policy } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import { freezeRow } from '../stage/rows.ts';
import { isServed } from './demo-cluster.ts';
import type { History } from './history.ts';
import type { Player } from './players.ts';
import { fromLedger, sameSets } from './record-sets.ts';
import { APART } from './surveyors.ts';
import { NO_HEALTH_CHECK } from './tagging.ts';
import { type Want, wantOf } from './wants.ts';

/** The ELB APIs may lag behind by less than this, in milliseconds: who is younger may not have been seen. */
export const SEEN = 30_000;
const AWAITED = 60 * 60 * 1000;
const LIVE = new Set(['published', 'waiting', 'held back', 'not bound yet']);

/** How all was when an invocation began. */
export interface Beginning {
  readonly at: number;
  readonly claims: ReadonlyMap<NameKey, ReadonlyMap<LoadBalancerId, Claim>>;
  readonly clusters: number;
  readonly policy: Policy;
  readonly zones: readonly Zone[];
  readonly freezes: FreezeRow | undefined;
  /** How often operators had ended a freeze, or made one shorter. */
  readonly thaws: number;
  /** Load balancers at which it could not look. */
  readonly unseen: ReadonlySet<LoadBalancerId>;
}

/** One who asked for a name, just so, all the time that an invocation lived, and whose claim the ledger knew. */
export interface Steady {
  readonly player: Player;
  readonly want: Want;
  readonly claim: Claim;
}

export function beginning({ stage, thaws }: History, unseen: Beginning['unseen']): Beginning {
  const rows = stage.dynamodb.items('ledger').filter(({ pk }) => String(pk).startsWith('name#'));
  const claims = rows.map((item): [NameKey, ReadonlyMap<LoadBalancerId, Claim>] => {
    const { zoneId, host, claims: all } = item as unknown as NameRow;
    return [nameKey(zoneId, host), new Map(Object.values(all).map((claim) => [claim.lb, claim]))];
  });
  const { clock, settings } = stage;
  return {
    at: clock.now(),
    claims: new Map(claims),
    clusters: settings.clusters.length,
    policy: settings.policy,
    zones: settings.zones,
    freezes: freezeRow(stage),
    thaws: thaws.count,
    unseen,
  };
}

export function steadyAt({ players, cluster }: History, key: NameKey, began: Beginning): readonly Steady[] {
  const { zoneId, host } = splitNameKey(key);
  return players.flatMap((player) => {
    const want = wantOf(player, zoneId, host);
    const claim = player.made && began.claims.get(key)?.get(player.made.id);
    const isSteady =
      player.changedAt + SEEN < began.at &&
      // Of a cluster that is not in the settings no claim is live.
      (player.service === undefined || began.clusters > 0) &&
      isServed(cluster, player.service, host);
    return want !== undefined && claim !== undefined && isSteady ? [{ player, claim, want }] : [];
  });
}

/** It could have the name, and its claim is one that others count with. */
export function isLive(
  { stage, cluster }: History,
  { claim: { outcome, unboundSince }, want }: Steady,
): boolean {
  const now = stage.clock.now();
  // Whoever is not bound yet is judged by the last survey, which may be from before its cluster changed.
  const isSurveyed =
    (stage.surveys.get('demo')?.startedAt ?? Number.POSITIVE_INFINITY) > cluster.changedAt + APART;
  return (
    LIVE.has(outcome) &&
    (unboundSince === undefined || (isSurveyed && now - unboundSince < AWAITED)) &&
    want !== 'refused' &&
    want.every(({ HealthCheckId }) => HealthCheckId !== NO_HEALTH_CHECK)
  );
}

/** The ledger had its claim as its tags have it, or ought to have. A read that lagged behind may have missed it. */
export function isHeard({ claim: { records, missing, stays }, want, player }: Steady): boolean {
  // Whoever asks for what cannot be is not missing.
  if (want === 'refused') return stays === true || (missing?.since ?? 0) > player.changedAt + SEEN;
  const host = want[0]?.Name?.replace(/\.$/, '') ?? '';
  return (
    !missing &&
    sameSets(
      records.map((set) => fromLedger(host, set)),
      want,
    )
  );
}
