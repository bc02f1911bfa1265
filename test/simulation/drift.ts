import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { type NameKey, nameKey } from '../../shared/ledger/rows.ts';
import { foreign } from '../stage/actions.ts';
import { nameRow } from '../stage/rows.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { HOSTS, ZONES } from './players.ts';
import { fromLedger, ourSetsAt, setsAt, textOf } from './record-sets.ts';

/** Somebody removes a record of ours, or puts an address of theirs in its place. False where there is none. */
export async function spoilOurs(history: History): Promise<boolean> {
  const { stage, chance, theirs, drifted, tally } = history;
  const all = ZONES.flatMap((zoneId) =>
    HOSTS.flatMap((host) => ourSetsAt(history, zoneId, host).map((set) => ({ zoneId, host, set }))),
  );
  if (all.length === 0) return false;
  const { zoneId, host, set } = oneOf(chance, all);
  const key = nameKey(zoneId, host);
  await foreign(stage, 'DELETE', set, zoneId);
  drifted.add(key);
  tally['ours removed by others'] += 1;
  if (set.Type === 'CNAME' || set.Failover !== undefined || theirs.has(key) || chance(3) > 0) return true;
  const { AliasTarget: _, HealthCheckId: __, ...place } = set;
  const value = set.Type === 'AAAA' ? '2001:db8::1' : '192.0.2.1';
  const next: ResourceRecordSet = { ...place, TTL: 300, ResourceRecords: [{ Value: value }] };
  await foreign(stage, 'CREATE', next, zoneId);
  theirs.set(key, { set: next, at: stage.clock.now() });
  tally['ours replaced by others'] += 1;
  return true;
}

/** What is there differs from what the ledger says by what others did to ours, which nobody could know before a read. */
export function isUnread(history: History, key: NameKey, zoneId: string, host: string, gone: Sets): boolean {
  if (!history.drifted.has(key)) return false;
  const there = new Set([...setsAt(history, zoneId, host), ...gone].map(textOf));
  const standing = nameRow(history.stage, host, zoneId)?.standing ?? [];
  return standing.some(({ set }) => !there.has(textOf(fromLedger(host, set))));
}

type Sets = readonly ResourceRecordSet[];
