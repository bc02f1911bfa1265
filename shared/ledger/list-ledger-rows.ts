import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import { parsePk } from './row-keys.ts';
import type { NameKey, NameRow } from './rows.ts';
import { upgradeNameRow } from './upgrade-row.ts';
import type { ZoneRow } from './zone-row.ts';

export type LedgerRow =
  | { readonly kind: 'load-balancer'; readonly id: LoadBalancerId; readonly row: LoadBalancerRow }
  | { readonly kind: 'name'; readonly key: NameKey; readonly row: NameRow }
  | { readonly kind: 'zone'; readonly row: ZoneRow };

export type ListLedgerRows = () => AsyncIterable<LedgerRow>;

/** Every row of load balancers, names and zones in the ledger, all pages, consistent; throws where a page cannot be read. */
export function listLedgerRows(client: DynamoDBDocumentClient, table: string): ListLedgerRows {
  return async function* rows() {
    let from: ScanCommandOutput['LastEvaluatedKey'];
    do {
      const page: ScanCommandOutput = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
      );
      for (const item of page.Items ?? []) {
        const { pk, ...row } = item;
        const parsed = parsePk(String(pk));
        if (parsed?.kind === 'load-balancer') yield { ...parsed, row: row as LoadBalancerRow };
        if (parsed?.kind === 'name') yield { ...parsed, row: upgradeNameRow(row as NameRow) };
        if (parsed?.kind === 'zone') yield { ...parsed, row: row as unknown as ZoneRow };
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };
}
