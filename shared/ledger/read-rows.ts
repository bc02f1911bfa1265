import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { SignpostError } from '../errors.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { FreezeRow } from './freeze-row.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import {
  type ParseRow,
  parseFreezeRow,
  parseLoadBalancerRow,
  parseNameRow,
  parseQuotaRow,
  parseZoneRow,
} from './parse-row.ts';
import type { QuotaRow } from './quota-row.ts';
import { FREEZES_PK, loadBalancerPk, namePk, quotaPk, zonePk } from './row-keys.ts';
import type { NameKey, NameRow } from './rows.ts';
import type { ZoneRow } from './zone-row.ts';

/** DynamoDB takes 100 keys a call. */
const KEYS_A_CALL = 100;
/** Keys that a loaded table left out are asked for again, this often at the most. */
const ROUNDS = 8;

export type ReadLoadBalancerRows = (
  ids: readonly LoadBalancerId[],
) => Promise<ReadonlyMap<LoadBalancerId, LoadBalancerRow>>;
export type ReadNameRows = (keys: readonly NameKey[]) => Promise<ReadonlyMap<NameKey, NameRow>>;
export type ReadZoneRows = (zoneIds: readonly string[]) => Promise<ReadonlyMap<string, ZoneRow>>;
/** By account of the zones. */
export type ReadQuotaRow = (account: string) => Promise<QuotaRow | undefined>;
export type ReadFreezes = () => Promise<FreezeRow | undefined>;

type Wait = (milliseconds: number) => Promise<void>;
type Item = Record<string, unknown>;

/**
 * Consistent reads of rows by key, expired ones included: expired but present counts. A row that is not there is not in
 * the map. Throws for a row that a later version wrote (`NewerLedger`) and for one that nobody wrote so
 * (`UnreadableRow`), whatever else was read.
 */
export function readLoadBalancerRows(
  client: DynamoDBDocumentClient,
  table: string,
  wait: Wait,
): ReadLoadBalancerRows {
  return async (ids) => read(client, table, wait, ids, loadBalancerPk, parseLoadBalancerRow);
}

export function readNameRows(client: DynamoDBDocumentClient, table: string, wait: Wait): ReadNameRows {
  return async (keys) => read(client, table, wait, keys, namePk, parseNameRow);
}

export function readZoneRows(client: DynamoDBDocumentClient, table: string, wait: Wait): ReadZoneRows {
  return async (zoneIds) => read(client, table, wait, zoneIds, zonePk, parseZoneRow);
}

export function readQuotaRow(client: DynamoDBDocumentClient, table: string, wait: Wait): ReadQuotaRow {
  return async (account) => (await read(client, table, wait, [account], quotaPk, parseQuotaRow)).get(account);
}

export function readFreezes(client: DynamoDBDocumentClient, table: string, wait: Wait): ReadFreezes {
  return async () =>
    (await read(client, table, wait, [FREEZES_PK], (pk) => pk, parseFreezeRow)).get(FREEZES_PK);
}

async function read<Key extends string, Row>(
  client: DynamoDBDocumentClient,
  table: string,
  wait: Wait,
  keys: readonly Key[],
  toPk: (key: Key) => string,
  parse: ParseRow<Row>,
): Promise<ReadonlyMap<Key, Row>> {
  const items = new Map<string, Item>();
  const pks = [...new Set(keys.map(toPk))];
  for (let at = 0; at < pks.length; at += KEYS_A_CALL)
    for (const item of await readChunk(client, table, wait, pks.slice(at, at + KEYS_A_CALL)))
      items.set(String(item['pk']), item);
  const rows = new Map<Key, Row>();
  for (const key of keys) {
    const item = items.get(toPk(key));
    if (item !== undefined) rows.set(key, parse(item));
  }
  return rows;
}

async function readChunk(
  client: DynamoDBDocumentClient,
  table: string,
  wait: Wait,
  pks: readonly string[],
): Promise<Item[]> {
  const items: Item[] = [];
  let keys: Item[] = pks.map((pk) => ({ pk }));
  for (let round = 0; keys.length > 0; round += 1) {
    if (round === ROUNDS)
      throw new SignpostError(`DynamoDB left ${keys.length} keys of ${table} unread in ${ROUNDS} calls`);
    if (round > 0) await wait(50 * 2 ** round);
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}
