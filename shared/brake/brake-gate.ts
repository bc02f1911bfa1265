import type { ZoneRow } from '../ledger/zone-row.ts';
import type { Gate } from '../plan/gates.ts';
import type { Harm } from '../plan/harm.ts';
import type { BrakeSettings } from '../settings.ts';
import { COUNT_OF, KINDS } from './count.ts';

/** What keeps names of a zone from changing while its brake is on for this kind. The words are the same in every run. */
export function brakeGate(row: ZoneRow, kind: Harm, { window }: BrakeSettings): Gate | undefined {
  const { tripped, over } = row[COUNT_OF[kind]];
  if (tripped === undefined) return undefined;
  const names = over === undefined ? 'too many' : String(over.names);
  const limit = over?.full ? `its row has room for ${over.limit}` : over && `limit ${over.limit}`;
  const within = window === 3600 ? 'an hour' : `${window} s`;
  const why = [`${names} ${COUNT_OF[kind]} within ${within}`, limit].filter(Boolean).join(', ');
  const since = new Date(tripped).toISOString();
  return {
    by: 'brake',
    stops: kind,
    reason: `the brake of zone ${row.zoneId} is on since ${since}: ${why}; approve with operate`,
  };
}

/** Those of them that hold this name back: one that was counted before it tripped still passes. */
export function brakeGates(row: ZoneRow, host: string, settings: BrakeSettings): readonly Gate[] {
  return KINDS.flatMap((kind) =>
    Object.hasOwn(row[COUNT_OF[kind]].names, host) ? [] : (brakeGate(row, kind, settings) ?? []),
  );
}
