import { brakeGates } from '../../shared/brake/brake-gate.ts';
import {
  emptyNameRow,
  emptyZoneRow,
  mentionedBy,
  type NameKey,
  type NameRow,
  splitNameKey,
  type ZoneRow,
} from '../../shared/ledger/rows.ts';
import { sameRow } from '../../shared/ledger/same-row.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Readiness } from '../../shared/load-balancers/readiness.ts';
import { closedGates } from '../../shared/plan/closed-gates.ts';
import { type Decision, decideName } from '../../shared/plan/decide-name.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { freezeGates } from '../../shared/plan/freeze-gates.ts';
import type { Gate } from '../../shared/plan/gates.ts';
import { policyGates } from '../../shared/plan/policy-gates.ts';
import type { Listing } from '../../shared/route53/list-record-sets.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Looked } from './look.ts';
import { pagePermit } from './page-permit.ts';
import type { Ports, Run } from './ports.ts';
import { type Traced, trace } from './trace.ts';
import { failNames, lookFirst, type Outstanding, type Work } from './work.ts';

/** A name as this round decided it. */
export interface Decided extends Traced {
  /** The row as read; empty where there was none. */
  readonly before: NameRow;
  readonly zone: Zone;
  readonly zoneRow: ZoneRow;
  /** Something is to be written: to the row at least. */
  readonly isChanged: boolean;
  /** Load balancers looked at in this round that the decision rests on. */
  readonly looks: readonly LoadBalancerId[];
  /** The same decided again behind further gates. */
  readonly behind: (gates: readonly Gate[]) => Decided;
}

/**
 * Step 3: reads the rows of every name that the looks or the hints concern, decides each, lists those in Route 53 of
 * which the row does not know enough, and decides those again. Names of zones that left the settings are kept: nothing
 * is read or written of them.
 */
export async function decide(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<ReadonlyMap<NameKey, Decided>> {
  const zones = new Map(settings.zones.map((zone) => [zone.id, zone]));
  const lookedFor = byName(looked);
  const keys = [...new Set([...work.names.keys(), ...lookedFor.keys()])]
    .filter((key) => zones.has(splitNameKey(key).zoneId))
    .sort();
  if (keys.length === 0) return new Map();
  const zoneIds = [...new Set(keys.map((key) => splitNameKey(key).zoneId))];
  const [rows, zoneRows] = await Promise.all([ports.readNameRows(keys), ports.readZoneRows(zoneIds)]);

  const gates = policyGates(settings.policy);
  const priorities = new Map(settings.clusters.map(({ name, priority = 0 }) => [name, priority]));
  const readiness = new Map<LoadBalancerId, Readiness>();
  const listings = new Map<NameKey, Listing>();
  const judge = (key: NameKey, zone: Zone, more: readonly Gate[] = []): Decided => {
    const before = rows.get(key) ?? emptyNameRow(key);
    const now = run.now();
    const zoneRow = zoneRows.get(zone.id) ?? emptyZoneRow(zone.id);
    const sees = looksAt(before, lookedFor.get(key) ?? [], looked);
    const decision = decideName({
      key,
      row: before,
      observations: sees.map(({ observation }) => observation),
      listing: listings.get(key),
      mustRead: work.names.has(key),
      ...work.names.get(key),
      clusterPriority: (cluster) => priorities.get(cluster) ?? 0,
      readiness,
      gates: [
        ...closedGates(zone, before.host),
        ...gates,
        ...freezeGates(work.freezes, key, now),
        ...brakeGates(zoneRow, before.host, settings.brake),
        ...more,
      ],
      now,
      quota: settings.quota.changes,
      withdrawAfter: settings.withdrawAfter,
    });
    const isChanged = !isEmpty(decision.changes) || !sameRow(decision.row, before);
    const looks = sees.map(({ observation }) => observation.id);
    const behind = (further: readonly Gate[]) => judge(key, zone, [...more, ...further]);
    return { ...trace(before, decision, sees, work, now), before, zone, zoneRow, isChanged, looks, behind };
  };

  const decided = new Map<NameKey, Decided>();
  let open: readonly NameKey[] = keys;
  // A read may show that somebody's readiness matters, and that one is ready, that the name is to be read.
  while (open.length > 0) {
    for (const key of open) {
      const zone = zones.get(splitNameKey(key).zoneId);
      if (zone !== undefined) decided.set(key, judge(key, zone));
    }
    await readNames(decided, listings, ports, run, outstanding);
    await readReadinessOf(decided, readiness, ports);
    open = [...decided].flatMap(([key, { decision }]) => (isOpen(decision) ? [key] : []));
  }
  for (const [key, { decision, looks }] of decided) {
    if (decision.lookFirst.length === 0) continue;
    lookFirst(key, decision.lookFirst, looks, work, run.now(), outstanding);
    decided.delete(key);
  }
  return decided;
}

function isOpen({ mustRead, readinessWanted }: Decision): boolean {
  return mustRead || readinessWanted.length > 0;
}

/** Lists the names of which the row does not know enough, zone by zone. Names of a zone that cannot be read fail. */
async function readNames(
  decided: Map<NameKey, Decided>,
  listings: Map<NameKey, Listing>,
  ports: Ports,
  run: Run,
  outstanding: Outstanding,
): Promise<void> {
  const unread = [...decided].filter(([, { decision }]) => decision.mustRead);
  const byZone = Map.groupBy(unread, ([, { zone }]) => zone);
  await Promise.all(
    [...byZone].map(async ([zone, names]) => {
      const keys = names.map(([key]) => key);
      const permit = pagePermit(zone, ports, run);
      let failure = new Error(`Zone ${zone.id} cannot be read`);
      try {
        const hosts = keys.map((key) => splitNameKey(key).host);
        const found = await ports.listRecordSets(zone, hosts, permit.ask);
        for (const key of keys) {
          const listing = found.get(splitNameKey(key).host);
          if (listing !== undefined) listings.set(key, listing);
        }
      } catch (error) {
        failure = new Error(failure.message, { cause: error });
      }
      // Those that one page answered go on, whatever became of the next one.
      const failed = keys.filter((key) => !listings.has(key));
      failNames(failed, decided, outstanding, permit.refusal() ?? failure);
      for (const key of failed) decided.delete(key);
    }),
  );
}

/** Whether those who may take a name over are ready, once for all names. */
async function readReadinessOf(
  decided: ReadonlyMap<NameKey, Decided>,
  readiness: Map<LoadBalancerId, Readiness>,
  ports: Ports,
): Promise<void> {
  const wanted = new Set([...decided.values()].flatMap(({ decision }) => decision.readinessWanted));
  if (wanted.size === 0) return;
  for (const [id, found] of await ports.readReadiness([...wanted])) readiness.set(id, found);
}

/** Looks by name: of the names in the load balancer's row and those that it asks for. */
function byName(looked: ReadonlyMap<LoadBalancerId, Looked>): ReadonlyMap<NameKey, readonly Looked[]> {
  const found = new Map<NameKey, Looked[]>();
  for (const each of looked.values())
    for (const key of new Set([...each.row.names, ...each.observation.asks.keys()])) {
      const looks = found.get(key);
      if (looks) looks.push(each);
      else found.set(key, [each]);
    }
  return found;
}

/** Those and the looks at load balancers that the row mentions. */
function looksAt(
  row: NameRow,
  known: readonly Looked[],
  looked: ReadonlyMap<LoadBalancerId, Looked>,
): readonly Looked[] {
  const mentioned = mentionedBy(row).flatMap((id) => looked.get(id) ?? []);
  return [...new Set([...known, ...mentioned])];
}
