import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { NameKey, NameRow } from '../../shared/ledger/rows.ts';
import { nameKey } from '../../shared/ledger/rows.ts';
import { foreign, plainA } from '../stage/actions.ts';
import { nameRow } from '../stage/rows.ts';
import { oneOf } from './chance.ts';
import { spoilOurs } from './drift.ts';
import type { History } from './history.ts';
import { HOSTS } from './players.ts';
import { setsAt, targetOf } from './record-sets.ts';
import { NO_HEALTH_CHECK } from './tagging.ts';
import { wantOf } from './wants.ts';

export interface Written {
  readonly set: ResourceRecordSet;
  /** Epoch ms. */
  readonly at: number;
}

/** What others wrote, and where: it must stand as they left it. */
export type Theirs = Map<NameKey, Written>;

const THEIRS = 'theirs';

/** Somebody else writes or removes a record of theirs, now and then the very one that we would write; or spoils ours. */
export async function actAsForeigner(history: History, isAlone: boolean): Promise<void> {
  const { stage, chance, theirs, tally } = history;
  if (chance(5) === 0 && (await spoilOurs(history))) return;
  const zoneId = oneOf(chance, ['ZPUBLIC', 'ZPUBLIC', 'ZSUB', 'ZPRIVATE']);
  const host = oneOf(
    chance,
    HOSTS.filter((each) => zoneId !== 'ZSUB' || each.endsWith('.sub.example.com')),
  );
  const key = nameKey(zoneId, host);
  const theirsHere = theirs.get(key);
  if (theirsHere) {
    await foreign(stage, 'DELETE', theirsHere.set, zoneId);
    theirs.delete(key);
    const changed = chance(3) === 0 ? otherwise(theirsHere.set) : undefined;
    if (changed === undefined) return;
    // As external-dns does it: in one batch, and only with what it owns.
    await foreign(stage, 'CREATE', changed, zoneId);
    theirs.set(key, { set: changed, at: theirsHere.at });
    tally['foreign record changed'] += 1;
    return;
  }
  const set = choose(history, zoneId, host, isAlone && isUnsent(nameRow(stage, host, zoneId)));
  if (set === undefined) return;
  await foreign(stage, 'CREATE', set, zoneId);
  theirs.set(key, { set, at: stage.clock.now() });
  tally['foreign record'] += 1;
  if (targetOf(set).endsWith('elb.amazonaws.com')) tally['foreign record equal to ours'] += 1;
  if (set.SetIdentifier === THEIRS) tally['foreign set beside ours'] += 1;
}

/** Another TTL. Of aliases there is none, and beside ours of a policy only Route 53 knows which may be. */
function otherwise(set: ResourceRecordSet): ResourceRecordSet | undefined {
  if (set.TTL === undefined || set.SetIdentifier !== undefined) return undefined;
  return { ...set, TTL: set.TTL === 300 ? 60 : 300 };
}

/** Ours are told by their values: whoever writes a value that we have sent and lost sight of cannot be told from us. */
function isUnsent(row: NameRow | undefined): boolean {
  return row === undefined || (row.sent.length === 0 && row.standing.length === 0);
}

function choose(
  history: History,
  zoneId: string,
  host: string,
  mayEqualOurs: boolean,
): ResourceRecordSet | undefined {
  const { chance, players, hasSettings } = history;
  const standing = setsAt(history, zoneId, host);
  const types = standing.map(({ Type }) => Type);
  const txt = { Name: host, Type: 'TXT' as const, TTL: 300, ResourceRecords: [{ Value: '"theirs"' }] };
  if (standing.length > 0) {
    const beside = standing.find(({ Weight }) => Weight !== undefined);
    if (beside && chance(2) === 0) return besideOurs(host, beside);
    if (types.includes('CNAME')) return undefined;
    if (hasSettings && chance(3) === 0) return txt;
    return types.includes('AAAA')
      ? undefined
      : { Name: host, Type: 'AAAA', TTL: 300, ResourceRecords: [{ Value: '2001:db8::1' }] };
  }
  const want = wantOf(oneOf(chance, players), zoneId, host);
  if (
    mayEqualOurs &&
    chance(2) === 0 &&
    want !== undefined &&
    want !== 'refused' &&
    want[0]?.HealthCheckId !== NO_HEALTH_CHECK
  )
    return want[0];
  if (!hasSettings) return plainA(host);
  const cname = { Name: host, Type: 'CNAME' as const, TTL: 300, ResourceRecords: [{ Value: 'theirs.test' }] };
  return oneOf(chance, [
    plainA(host),
    txt,
    txt,
    cname,
    { ...plainA(host), SetIdentifier: 'alone', Weight: 1 },
  ]);
}

/** Under the same policy: Route 53 lets it join. */
function besideOurs(host: string, { Type, TTL = 300 }: ResourceRecordSet): ResourceRecordSet {
  const values: Partial<Record<string, string>> = { A: '192.0.2.1', AAAA: '2001:db8::1' };
  const value = values[String(Type)] ?? 'theirs.test';
  return { Name: host, Type, TTL, ResourceRecords: [{ Value: value }], SetIdentifier: THEIRS, Weight: 1 };
}
