import {
  emptyNameRow,
  mentionedBy,
  type NameKey,
  type NameRow,
  splitNameKey,
} from '../../shared/ledger/rows.ts';
import { sameRow } from '../../shared/ledger/same-row.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { type Decision, decideName } from '../../shared/plan/decide-name.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { freezeGates } from '../../shared/plan/freeze-gates.ts';
import type { Gate } from '../../shared/plan/gates.ts';
import { policyGates } from '../../shared/plan/policy-gates.ts';
import type { Listing } from '../../shared/route53/list-record-sets.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { failNames, lookFirst, type Outstanding, type Work } from './work.ts';

/** A name as this round decided it. */
export interface Decided {
  readonly decision: Decision;
  /** The row as read; empty where there was none. */
  readonly before: NameRow;
  readonly zone: Zone;
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
  const rows = await ports.readNameRows(keys);

  const gates = policyGates(settings.policy);
  const judge = (key: NameKey, zone: Zone, listing?: Listing, more: readonly Gate[] = []): Decided => {
    const before = rows.get(key) ?? emptyNameRow(key);
    const now = run.now();
    const sees = looksAt(before, lookedFor.get(key) ?? [], looked);
    const decision = decideName({
      key,
      row: before,
      observations: sees.map(({ observation }) => observation),
      listing,
      mustRead: work.names.has(key),
      ...work.names.get(key),
      gates: [...gates, ...freezeGates(work.freezes, key, now), ...more],
      now,
      withdrawAfter: settings.withdrawAfter,
    });
    const isChanged = !isEmpty(decision.changes) || !sameRow(decision.row, before);
    const looks = sees.map(({ observation }) => observation.id);
    const behind = (further: readonly Gate[]) => judge(key, zone, listing, [...more, ...further]);
    return { decision, before, zone, isChanged, looks, behind };
  };

  const decided = new Map<NameKey, Decided>();
  const unread = new Map<Zone, NameKey[]>();
  for (const key of keys) {
    const zone = zones.get(splitNameKey(key).zoneId);
    if (zone === undefined) continue;
    const found = judge(key, zone);
    if (found.decision.mustRead) unread.set(zone, [...(unread.get(zone) ?? []), key]);
    decided.set(key, found);
  }
  await Promise.all(
    [...unread].map(async ([zone, names]) => {
      try {
        const listings = await ports.listRecordSets(
          zone,
          names.map((key) => splitNameKey(key).host),
        );
        for (const key of names) decided.set(key, judge(key, zone, listings.get(splitNameKey(key).host)));
      } catch (error) {
        failNames(names, decided, outstanding, new Error(`Zone ${zone.id} cannot be read`, { cause: error }));
        for (const key of names) decided.delete(key);
      }
    }),
  );
  for (const [key, { decision, looks }] of decided) {
    if (decision.lookFirst.length === 0) continue;
    lookFirst(key, decision.lookFirst, looks, work.names.get(key), run.now(), outstanding);
    decided.delete(key);
  }
  return decided;
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
