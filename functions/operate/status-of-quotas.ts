import type { Bucket } from '../../shared/ledger/rows.ts';
import type { BucketSettings } from '../../shared/settings.ts';
import type { Call, OperatePorts } from './ports.ts';

/** What is left of this stack's share of the buckets of an account. */
export interface QuotaStatus {
  readonly account: string;
  readonly requests: number;
  readonly changes: number;
}

export async function statusOfQuotas(
  { readQuotaRow }: OperatePorts,
  { settings, account: own, now }: Call,
): Promise<readonly QuotaStatus[]> {
  const accounts = new Set(settings.zones.map(({ roleArn }) => roleArn?.split(':')[4] ?? own));
  const { quota } = settings;
  return Promise.all(
    [...accounts].map(async (account) => {
      const row = await readQuotaRow(account);
      return {
        account,
        requests: leftIn(row?.requests, quota.requests, now()),
        changes: leftIn(row?.changes, quota.changes, now()),
      };
    }),
  );
}

function leftIn(bucket: Bucket | undefined, { perSecond, burst }: BucketSettings, now: number): number {
  if (bucket === undefined) return burst;
  const refilled = (perSecond * Math.max(0, now - bucket.at)) / 1000;
  return Math.floor(Math.min(burst, bucket.tokens + refilled));
}
