import { COUNT_OF } from '../../shared/brake/count.ts';
import { emptyZoneRow, type ZoneRow } from '../../shared/ledger/zone-row.ts';
import type { Harm } from '../../shared/plan/harm.ts';
import { operate } from './operate.ts';
import type { Stage } from './stage.ts';

/** The ledger row of a zone, as it lies in the table. */
export function zoneRow(stage: Stage, zoneId = 'ZPUBLIC'): ZoneRow {
  const found = stage.dynamodb.items('ledger').find(({ pk }) => pk === `zone#${zoneId}`);
  return (found as ZoneRow | undefined) ?? emptyZoneRow(zoneId);
}

/** A new budget from now on, as an operator gives it. */
export async function approve(stage: Stage, kind: Harm, names: number, zone = 'ZPUBLIC'): Promise<void> {
  await operate(stage, { command: 'approve', zone, kind: COUNT_OF[kind], names, reason: 'looked at' });
}

/** When each name lost its last record, epoch ms, in order. */
export function departures(stage: Stage, zoneId = 'ZPUBLIC'): { host: string; at: number }[] {
  const standing = new Map<string, number>();
  const left: { host: string; at: number }[] = [];
  for (const { zoneId: zone, changes, time } of stage.route53.changes) {
    if (zone !== zoneId) continue;
    const touched = new Set<string>();
    for (const { Action, ResourceRecordSet: set } of changes) {
      const host = String(set?.Name ?? '').replace(/\.$/, '');
      standing.set(host, (standing.get(host) ?? 0) + (Action === 'CREATE' ? 1 : -1));
      touched.add(host);
    }
    for (const host of touched) if (standing.get(host) === 0) left.push({ host, at: time });
  }
  return left;
}

/** The most that left within any window of so many milliseconds. */
export function mostWithin(left: readonly { readonly at: number }[], window: number): number {
  return Math.max(
    0,
    ...left.map(({ at }) => left.filter((each) => each.at >= at && each.at < at + window).length),
  );
}
