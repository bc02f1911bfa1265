import type { Difference } from '../../../../shared/plan/difference.ts';
import { conflictOf, policyOf } from '../../../../shared/records/coexistence.ts';
import type { RecordSet } from '../../../../shared/records/record-set.ts';
import { canonical, describeRecordSet, recordSetKey } from '../../../../shared/records/same-record-set.ts';

/** One name of a hosted zone, and who wrote what stands there. */
export interface ModelZone {
  entries: readonly { readonly set: RecordSet; readonly by: 'us' | 'them' }[];
  otherTypes: readonly string[];
  /** The health check that some wishes name is there now. */
  hasHealthCheck?: boolean;
}

/** A health check that is not there at first: no settings of ours can know. */
export const NO_HEALTH_CHECK = 'hc-missing';

/** Applies a batch as Route 53 does, whole or not at all; returns why it refuses. */
export function applyBatch(
  zone: ModelZone,
  { deletes, creates }: Difference,
  by: 'us' | 'them' = 'us',
): string | undefined {
  if (deletes.length + creates.length === 0) return 'an empty batch';
  if (new Set(deletes.map(recordSetKey)).size < deletes.length) return 'one set is deleted twice';
  const left = new Map(zone.entries.map((entry) => [recordSetKey(entry.set), entry]));
  for (const set of deletes) {
    const found = left.get(recordSetKey(set));
    if (found === undefined) return `not there: ${describeRecordSet(set)}`;
    if (canonical(found.set) !== canonical(set)) return `other values than ${describeRecordSet(set)}`;
    left.delete(recordSetKey(set));
  }
  for (const set of creates) {
    if (left.has(recordSetKey(set))) return `already there: ${describeRecordSet(set)}`;
    left.set(recordSetKey(set), { set, by });
  }
  const entries = [...left.values()];
  for (const set of creates) {
    const why = whyNot(
      set,
      entries.map((entry) => entry.set).filter((other) => other !== set),
      zone,
    );
    if (why !== undefined) return why;
  }
  zone.entries = entries;
  return undefined;
}

function whyNot(
  set: RecordSet,
  others: readonly RecordSet[],
  { otherTypes, hasHealthCheck = false }: ModelZone,
): string | undefined {
  if (set.healthCheckId === NO_HEALTH_CHECK && !hasHealthCheck) return `no health check ${NO_HEALTH_CHECK}`;
  if (set.type === 'CNAME' && otherTypes.length > 0) return `a CNAME beside ${otherTypes.join(', ')}`;
  const most = policyOf(set) === 'geoproximity' ? 30 : 100;
  if (others.filter(({ type }) => type === set.type).length >= most) return `more than ${most} sets`;
  return others.map((other) => conflictOf(set, other)).find((why) => why !== undefined);
}

export const setsBy = ({ entries }: ModelZone, by: 'us' | 'them'): RecordSet[] =>
  entries.filter((entry) => entry.by === by).map(({ set }) => set);
