import {
  type DynamoDBDocumentClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import { parseLoadBalancerRow, parseNameRow, parseZoneRow } from './parse-row.ts';
import { LOAD_BALANCER, parsePk } from './row-keys.ts';
import type { NameKey, NameRow } from './rows.ts';
import type { ZoneRow } from './zone-row.ts';

export type LedgerRow =
  | { readonly kind: 'load-balancer'; readonly id: LoadBalancerId; readonly row: LoadBalancerRow }
  | { readonly kind: 'name'; readonly key: NameKey; readonly row: NameRow }
  | { readonly kind: 'zone'; readonly row: ZoneRow };

export type ListLedgerRows = () => AsyncIterable<LedgerRow>;

/**
 * Every row of load balancers, names and zones in the ledger, all pages, consistent; throws where a page cannot be read,
 * and at the first row that a later version wrote (`NewerLedger`).
 */
export function listLedgerRows(client: DynamoDBDocumentClient, table: string): ListLedgerRows {
  return async function* rows() {
    for await (const { parsed, item } of scan(client, { TableName: table })) {
      if (parsed.kind === 'load-balancer') yield { ...parsed, row: parseLoadBalancerRow(item) };
      if (parsed.kind === 'name') yield { ...parsed, row: parseNameRow(item) };
      if (parsed.kind === 'zone') yield { ...parsed, row: parseZoneRow(item) };
    }
  };
}

/** What the rows of load balancers say of the last look at them. */
export type LastLook = Pick<LoadBalancerRow, 'seen' | 'names'>;
export type ListLastLooks = () => Promise<ReadonlyMap<LoadBalancerId, LastLook>>;

/** That of every load balancer in the ledger, as the rows are listed. */
export function listLastLooks(client: DynamoDBDocumentClient, table: string): ListLastLooks {
  return async () => {
    const looks = new Map<LoadBalancerId, LastLook>();
    const input = {
      TableName: table,
      // Every row is read and paid for; but those of names, nearly all of them, need not travel.
      FilterExpression: 'begins_with(pk, :loadBalancer)',
      ExpressionAttributeValues: { ':loadBalancer': LOAD_BALANCER },
    };
    for await (const { parsed, item } of scan(client, input))
      if (parsed.kind === 'load-balancer') looks.set(parsed.id, parseLoadBalancerRow(item));
    return looks;
  };
}

/** Items whose keys are known here, all pages, consistent. */
async function* scan(client: DynamoDBDocumentClient, input: ScanCommandInput) {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ ...input, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    for (const item of page.Items ?? []) {
      const parsed = parsePk(String(item['pk']));
      if (parsed !== undefined) yield { parsed, item };
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
