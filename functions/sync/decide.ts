import { isDeepStrictEqual } from 'node:util';
import { brakeGates } from '../../shared/brake/brake-gate.ts';
import { type Delegation, delegationOf } from '../../shared/ledger/delegations.ts';
import {
  emptyNameRow,
  mentionedBy,
  type NameKey,
  type NameRow,
  splitNameKey,
} from '../../shared/ledger/rows.ts';
import { sameRow } from '../../shared/ledger/same-row.ts';
import { emptyZoneRow, type ZoneRow } from '../../shared/ledger/zone-row.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Readiness } from '../../shared/load-balancers/readiness.ts';
import { closedGates } from '../../shared/plan/closed-gates.ts';
import { decideName } from '../../shared/plan/decide-name.ts';
import type { Decision } from '../../shared/plan/decision.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { freezeGates } from '../../shared/plan/freeze-gates.ts';
import type { Gate } from '../../shared/plan/gates.ts';
import { policyGates } from '../../shared/plan/policy-gates.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { type Read, readNames } from './read-names.ts';
import { type Traced, trace } from './trace.ts';
import { lookFirst, type Outstanding, type Work } from './work.ts';

/** A name as this round decided it. */
export interface Decided extends Traced {
  /** The row as read; empty where there was none. */
  readonly before: NameRow;
  readonly zone: Zone;
  readonly zoneRow: ZoneRow;
  readonly delegation?: Delegation | undefined;
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
  const read: Read = {
    listings: new Map(),
    delegations: new Map([...zoneRows].map(([id, { delegations }]) => [id, delegations])),
  };
  const delegationIn = (key: NameKey, { id, name }: Zone) =>
    delegationOf(splitNameKey(key).host, name, read.delegations.get(id) ?? {});
  const judge = (key: NameKey, zone: Zone, more: readonly Gate[] = []): Decided => {
    const before = rows.get(key) ?? emptyNameRow(key);
    const now = run.now();
    const zoneRow = zoneRows.get(zone.id) ?? emptyZoneRow(zone.id);
    const delegation = delegationIn(key, zone);
    const sees = looksAt(before, lookedFor.get(key) ?? [], looked);
    const decision = decideName({
      key,
      row: before,
      observations: sees.map(({ observation }) => observation),
      listing: read.listings.get(key),
      delegation,
      mustRead: work.names.has(key),
      ...work.names.get(key),
      clusterPriority: (cluster) => priorities.get(cluster) ?? 0,
      readiness,
      drift: zone.drift,
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
    const known = { before, zone, zoneRow, delegation };
    return { ...trace(before, decision, sees, work, now), ...known, isChanged, looks, behind };
  };

  const decided = new Map<NameKey, Decided>();
  let open: readonly NameKey[] = keys;
  // A read may show that somebody's readiness matters, and that one is ready, that the name is to be read; and that its
  // neighbours are delegated.
  while (open.length > 0) {
    for (const key of open) {
      const zone = zones.get(splitNameKey(key).zoneId);
      if (zone !== undefined) decided.set(key, judge(key, zone));
    }
    await readNames(work, decided, read, ports, run, outstanding);
    await readReadinessOf(decided, readiness, ports);
    open = [...decided].flatMap(([key, { decision, zone, delegation }]) =>
      isOpen(decision) || !isDeepStrictEqual(delegation, delegationIn(key, zone)) ? [key] : [],
    );
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
