import { leftAt } from '../../shared/quota/bucket.ts';
import { accountOf } from '../../shared/zones/account-of.ts';
import type { Call, OperatePorts } from './ports.ts';
import { tellTime } from './words.ts';

/** What is left of this stack's share of Route 53's buckets of an account. */
export interface QuotaStatus {
  readonly account: string;
  readonly requests: number;
  readonly changes: number;
  /** Tokens are booked until then; whoever comes now gets later ones. */
  readonly bookedUntil?: string;
}

export async function statusOfQuotas(
  { readQuotaRow }: OperatePorts,
  { settings, account: own, now }: Call,
): Promise<readonly QuotaStatus[]> {
  const accounts = new Set(settings.zones.map((zone) => accountOf(zone, own)));
  const { quota } = settings;
  return Promise.all(
    [...accounts].map(async (account) => {
      const row = await readQuotaRow(account);
      const booked = Math.max(row?.requests.at ?? 0, row?.changes.at ?? 0);
      return {
        account,
        requests: Math.floor(leftAt(row?.requests, now(), quota.requests)),
        changes: Math.floor(leftAt(row?.changes, now(), quota.changes)),
        ...(booked > now() && { bookedUntil: tellTime(booked) }),
      };
    }),
  );
}
