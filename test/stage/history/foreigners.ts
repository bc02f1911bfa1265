import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { NameKey, NameRow } from '../../../shared/ledger/rows.ts';
import { nameKey } from '../../../shared/ledger/rows.ts';
import { aliasA, foreign, plainA } from '../actions.ts';
import { nameRow } from '../rows.ts';
import { oneOf } from './chance.ts';
import type { History } from './history.ts';
import { HOSTS } from './players.ts';

/** What others wrote, and where: it must stand as they left it. */
export type Theirs = Map<NameKey, ResourceRecordSet>;

/** Somebody else writes or removes a record of theirs; now and then the very one that we would write. */
export async function actAsForeigner(history: History, isAlone: boolean): Promise<void> {
  const { stage, chance, theirs, tally } = history;
  const zoneId = oneOf(chance, ['ZPUBLIC', 'ZPUBLIC', 'ZSUB', 'ZPRIVATE']);
  const host = oneOf(
    chance,
    HOSTS.filter((each) => zoneId !== 'ZSUB' || each.endsWith('.sub.example.com')),
  );
  const key = nameKey(zoneId, host);
  const theirsHere = theirs.get(key);
  if (theirsHere) {
    await foreign(stage, 'DELETE', theirsHere, zoneId);
    theirs.delete(key);
    return;
  }
  const standing = stage.route53.records(zoneId).filter(({ Name }) => Name === `${host}.`);
  const set = choose(
    history,
    host,
    standing.map(({ Type }) => Type),
    isAlone && isUnsent(nameRow(stage, host, zoneId)),
  );
  if (set === undefined) return;
  await foreign(stage, 'CREATE', set, zoneId);
  theirs.set(key, set);
  tally['foreign record'] += 1;
  if (set.AliasTarget) tally['foreign record equal to ours'] += 1;
}

/** Ours are told by their values: whoever writes a value that we have sent and lost sight of cannot be told from us. */
function isUnsent(row: NameRow | undefined): boolean {
  return row === undefined || (row.sent.length === 0 && row.standing.length === 0);
}

function choose(
  { chance, players }: History,
  host: string,
  types: readonly string[],
  mayEqualOurs: boolean,
): ResourceRecordSet | undefined {
  if (types.includes('AAAA')) return undefined;
  if (types.includes('A'))
    return { Name: host, Type: 'AAAA', TTL: 300, ResourceRecords: [{ Value: '2001:db8::1' }] };
  const { made } = oneOf(chance, players);
  return made && mayEqualOurs && chance(2) === 0 ? aliasA(host, made) : plainA(host);
}
