import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { FreezeRow } from './freeze-row.ts';
import type { LoadBalancerRow } from './load-balancer-row.ts';
import type { QuotaRow } from './quota-row.ts';
import { FREEZES_PK, loadBalancerPk, namePk, quotaPk, zonePk } from './row-keys.ts';
import type { NameKey, NameRow } from './rows.ts';
import type { ZoneRow } from './zone-row.ts';

/** A row to put if the version read before still stands; an empty version means that no row was there. */
export type RowWrite =
  | {
      readonly kind: 'load-balancer';
      readonly id: LoadBalancerId;
      readonly row: LoadBalancerRow;
      readonly ifVersion: string;
    }
  | { readonly kind: 'name'; readonly key: NameKey; readonly row: NameRow; readonly ifVersion: string }
  | { readonly kind: 'zone'; readonly row: ZoneRow; readonly ifVersion: string }
  | { readonly kind: 'quota'; readonly row: QuotaRow; readonly ifVersion: string }
  | { readonly kind: 'freezes'; readonly row: FreezeRow; readonly ifVersion: string };

/** `lost`: somebody else wrote one of the rows since it was read; nothing was written. */
export type WriteResult = 'written' | 'lost';

/** All or nothing, 100 rows at most. Throws where the outcome is not known or the table refuses. */
export type WriteRows = (writes: readonly RowWrite[]) => Promise<WriteResult>;

/** Cancellation reasons that go away by themselves. */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
/** Errors of the call itself that go away by themselves; the SDK does not retry the first two. */
const PASSING_ERRORS = new Set([
  'TransactionInProgressException',
  'TransactionConflictException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);
const ATTEMPTS = 8;

/** `pause` waits about that many milliseconds, with jitter. */
export function writeRows(
  client: DynamoDBDocumentClient,
  table: string,
  pause: (milliseconds: number) => Promise<void>,
  newToken: () => string,
): WriteRows {
  return async (writes) => {
    const command = {
      TransactItems: writes.map((write) => ({ Put: toPut(table, write) })),
      // The same token for each attempt: what took effect unseen is not done twice.
      ClientRequestToken: newToken(),
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.send(new TransactWriteCommand(command));
        return 'written';
      } catch (error) {
        const verdict = judge(error, writes);
        if (verdict !== 'again') return verdict;
        if (attempt === ATTEMPTS) throw error;
        await pause(20 * 2 ** attempt);
      }
    }
  };
}

function toPut(table: string, write: RowWrite) {
  const version = write.kind === 'load-balancer' ? 'ver' : 'rev';
  return {
    TableName: table,
    Item: { pk: pkOf(write), ...write.row },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    ...(write.ifVersion === ''
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': version },
          ExpressionAttributeValues: { ':version': write.ifVersion },
        }),
  };
}

function pkOf(write: RowWrite): string {
  switch (write.kind) {
    case 'load-balancer':
      return loadBalancerPk(write.id);
    case 'name':
      return namePk(write.key);
    case 'zone':
      return zonePk(write.row.zoneId);
    case 'quota':
      return quotaPk(write.row.account);
    case 'freezes':
      return FREEZES_PK;
  }
}

function judge(error: unknown, writes: readonly RowWrite[]): WriteResult | 'again' {
  if (!(error instanceof Error)) throw new Error('DynamoDB failed without an error', { cause: error });
  if (PASSING_ERRORS.has(error.name)) return 'again';
  if (error.name !== TransactionCanceledException.name) throw error;
  const reasons = (error as TransactionCanceledException).CancellationReasons ?? [];
  const refused = reasons.flatMap(({ Code, Item }, index) =>
    Code === undefined || Code === 'None'
      ? []
      : [{ code: Code, item: Item as Item | undefined, write: writes[index] }],
  );
  const lost = refused.filter(({ code }) => code === 'ConditionalCheckFailed');
  // Versions are random: a row that already carries ours was written by an earlier attempt of this very call.
  if (lost.length > 0) return lost.some(({ item, write }) => isOwn(item, write)) ? 'written' : 'lost';
  if (refused.length > 0 && refused.every(({ code }) => PASSING.has(code))) return 'again';
  throw error;
}

type Item = Readonly<Record<string, unknown>>;

function isOwn(item: Item | undefined, write: RowWrite | undefined): boolean {
  if (item === undefined || write === undefined) return false;
  // SDK v3 hands the old item over in DynamoDB's own form, `{ S: value }`, also through the document client.
  const [found, own] =
    write.kind === 'load-balancer' ? [item['ver'], write.row.ver] : [item['rev'], write.row.rev];
  return found === own || (typeof found === 'object' && found !== null && 'S' in found && found.S === own);
}
