import { AwsError } from '../../world/aws-error.ts';

export interface Filters {
  readonly NamePrefix?: string;
  readonly EventSourceArn?: string;
  readonly State?: string;
}

export interface Page {
  readonly Limit?: number;
  readonly NextToken?: string;
}

/** EventBridge lists archives and replays by one filter at a time. */
export function oneFilter(operation: string, { NamePrefix, EventSourceArn, State }: Filters): void {
  if ([NamePrefix, EventSourceArn, State].filter((filter) => filter !== undefined).length <= 1) return;
  throw new AwsError(
    'ValidationException',
    `At most one filter is allowed for ${operation}. Use either : State, EventSourceArn, or NamePrefix.`,
  );
}

/** Up to `Limit` of them, 100 at the most, with the token of the next page where there is one. */
export function page(key: string, all: readonly object[], { Limit = 100, NextToken = '0' }: Page): object {
  const from = Number(NextToken);
  const to = from + Limit;
  return { [key]: all.slice(from, to), ...(to < all.length && { NextToken: String(to) }) };
}
