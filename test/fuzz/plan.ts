import type { NameKey, NameRow } from '../../shared/ledger/rows.ts';
import { decideName } from '../../shared/plan/decide-name.ts';
import type { Decision } from '../../shared/plan/decision.ts';
import type { Observation } from '../../shared/plan/observation.ts';
import type { RecordSet } from '../../shared/records/record-set.ts';

export const NOW = Date.parse('2026-01-01T12:00:00Z');

/** A name as sync decides it, with what Route 53 lists at it. */
export function decided(
  key: NameKey,
  row: NameRow,
  observations: readonly Observation[],
  sets: readonly RecordSet[] = [],
): Decision {
  return decideName({
    key,
    row,
    observations,
    listing: { sets, otherTypes: [], at: NOW },
    mustRead: true,
    clusterPriority: () => 0,
    readiness: new Map(),
    gates: [],
    now: NOW,
    withdrawAfter: { loadBalancer: 60, gateway: 600 },
  });
}
