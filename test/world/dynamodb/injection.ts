import { AwsError } from '../aws-error.ts';

/**
 * A refusal that only load or concurrency brings about. With `pk` it waits for a call that names this key, and in a
 * transaction stands at its item, else at the first.
 */
export type Refusal =
  | { readonly reason: CancellationCode; readonly pk?: string }
  | { readonly error: string; readonly message?: string; readonly status?: number; readonly pk?: string }
  /** BatchGetItem only: how many of the keys, the last ones, come back as UnprocessedKeys. */
  | { readonly unprocessed: number; readonly pk?: string };

/** Codes of CancellationReasons besides None and ConditionalCheckFailed. */
export type CancellationCode =
  | 'TransactionConflict'
  | 'ThrottlingError'
  | 'ProvisionedThroughputExceeded'
  | 'ItemCollectionSizeLimitExceeded'
  | 'ValidationError';

export const reasonMessages: Readonly<Record<CancellationCode, string>> = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError:
    'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.',
  ProvisionedThroughputExceeded:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  ItemCollectionSizeLimitExceeded: 'Collection size exceeded.',
  ValidationError: 'Item size has exceeded the maximum allowed size',
};

const plainErrors: Readonly<Record<CancellationCode, string>> = {
  TransactionConflict: 'TransactionConflictException',
  ThrottlingError: 'ThrottlingException',
  ProvisionedThroughputExceeded: 'ProvisionedThroughputExceededException',
  ItemCollectionSizeLimitExceeded: 'ItemCollectionSizeLimitExceededException',
  ValidationError: 'ValidationException',
};

/** What a call outside a transaction gets where one inside gets a cancellation reason. */
export function plainError(code: CancellationCode): AwsError {
  return new AwsError(plainErrors[code], reasonMessages[code]);
}

export interface Injections {
  add(operation: string, refusal: Refusal): void;
  /** Takes the first refusal that waits for this operation and one of these keys. */
  take(operation: string, keys: readonly string[]): Refusal | undefined;
  readonly waiting: number;
}

export function createInjections(): Injections {
  const queue: { operation: string; refusal: Refusal }[] = [];
  return {
    add: (operation, refusal) => {
      queue.push({ operation, refusal });
    },
    take(operation, keys) {
      const index = queue.findIndex(
        (each) =>
          each.operation === operation && (each.refusal.pk === undefined || keys.includes(each.refusal.pk)),
      );
      return index < 0 ? undefined : queue.splice(index, 1)[0]?.refusal;
    },
    get waiting() {
      return queue.length;
    },
  };
}
