import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import { parseLoadBalancerRow, parseNameRow, parseZoneRow } from './parse-row.ts';
import { parsePk } from './row-keys.ts';
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
    let from: ScanCommandOutput['LastEvaluatedKey'];
    do {
      const page: ScanCommandOutput = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
      );
      for (const item of page.Items ?? []) {
        const parsed = parsePk(String(item['pk']));
        if (parsed?.kind === 'load-balancer') yield { ...parsed, row: parseLoadBalancerRow(item) };
        if (parsed?.kind === 'name') yield { ...parsed, row: parseNameRow(item) };
        if (parsed?.kind === 'zone') yield { ...parsed, row: parseZoneRow(item) };
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };
}
