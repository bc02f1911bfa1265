import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { lbRow } from '../stage/rows.ts';
import { covers } from './demo-cluster.ts';
import type { History } from './history.ts';
import { HOSTS, type Player, ZONES } from './players.ts';
import { ourSetsAt, targetOf } from './record-sets.ts';
import { asksByTag, type Want, wantBehind, wantOf } from './wants.ts';

const HOUR = 60 * 60 * 1000 + 10_000;

export type Right = 'yes' | 'no' | 'may stay';

/** One who asks for a name, what it wants there, and what stands of it. */
export interface Side {
  readonly player: Player;
  readonly want: Want;
  readonly right: Right;
  readonly own: readonly ResourceRecordSet[];
}

export function sidesAt(history: History, zoneId: string, host: string): readonly Side[] {
  const standing = ourSetsAt(history, zoneId, host);
  return history.players.flatMap((player) => {
    const own = standing.filter((set) => isOf(player, set));
    const want = wantOf(player, zoneId, host);
    if (want !== undefined) return [{ player, want, right: rightOf(history, player, host, want), own }];
    return sideBehind(history, player, zoneId, host, own);
  });
}

/** What no tag asks for may be asked for by an annotation, and while nobody can tell, what stands stays. */
function sideBehind(
  history: History,
  player: Player,
  zoneId: string,
  host: string,
  own: Side['own'],
): readonly Side[] {
  const { service, made } = player;
  const { hasAnnotations, cluster, tally } = history;
  if (!hasAnnotations || service === undefined || made === undefined) return [];
  if (!isReadable(history, player)) return [{ player, want: 'refused', right: 'may stay', own }];
  // Where a tag asks for it, in whatever zone, it says all.
  if (asksByTag(player, host) || !cluster.annotated.get(service)?.includes(host)) return [];
  const want = wantBehind(player, zoneId, host);
  if (want === undefined) return [];
  tally['asked behind it'] += 1;
  return [{ player, want, right: rightOf(history, player, host, want), own }];
}

/** A complete survey shows the load balancer, and has every kind by which hosts were declared behind it. */
function isReadable({ stage, cluster }: History, { service = '', made }: Player): boolean {
  if (cluster.api === 'incomplete' || !cluster.shown.get(service)?.has(made?.dnsName ?? '')) return false;
  return cluster.api === 'complete' || !lbRow(stage, made?.id ?? '')?.declared.includes('Gateway');
}

/** What stands of one that had its id before counts as its own, until it can have what it asks for. */
export function isOf({ made, former }: Player, set: ResourceRecordSet): boolean {
  return targetOf(set) === made?.dnsName || former.has(targetOf(set));
}

/** Claims that nobody can judge keep a record for an hour. */
export function hasUnjudged(history: History): boolean {
  return ZONES.some((zoneId) =>
    HOSTS.some((host) => sidesAt(history, zoneId, host).some(({ right }) => right === 'may stay')),
  );
}

/** Hosts were declared behind the Service less than an hour ago: new names wait whether that they are not is meant. */
function isRemembered({ stage, cluster }: History, service: string): boolean {
  const at = cluster.declaredAt.get(service);
  return at !== undefined && stage.clock.now() - at <= HOUR;
}

/** Whether a load balancer that asks for the name should have it, as far as its cluster has a say. */
function rightOf(history: History, { service, made }: Player, host: string, want: Want): Right {
  const { stage, cluster } = history;
  if (service === undefined) return 'yes';
  // What is refused for its settings is not judged.
  if (want === 'refused') return 'may stay';
  if (cluster.api === 'incomplete' || !cluster.shown.get(service)?.has(made?.dnsName ?? ''))
    return 'may stay';
  const hosts = cluster.api === 'complete' ? cluster.gateways.get(service) : undefined;
  // A Gateway without hosts declares none, as if it was not there.
  if (hosts !== undefined && hosts.length > 0) return covers(hosts, host) ? 'yes' : 'no';
  const { declared = [] } = lbRow(stage, made?.id ?? '') ?? {};
  if (declared.length === 0) return isRemembered(history, service) ? 'may stay' : 'yes';
  return cluster.api === 'complete' ? 'no' : 'may stay';
}
