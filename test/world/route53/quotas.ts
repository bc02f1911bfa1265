import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';

/** Capacity and refill per second of one token bucket. */
interface Bucket {
  readonly capacity: number;
  readonly refill: number;
  tokens: number;
  filledAt: number;
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests */
const requestRate = { capacity: 50, refill: 10 };
const changeThroughput = { capacity: 1500, refill: 100 };

export interface Quotas {
  /** Takes one request token of the account and of the action, and the change tokens; none if one is lacking. */
  take(account: string, action: string, changes: number): void;
}

export function createQuotas(clock: Clock): Quotas {
  const buckets = new Map<string, Bucket>();

  function filled(name: string, size: { capacity: number; refill: number }): Bucket {
    const now = clock();
    const bucket = buckets.get(name) ?? { ...size, tokens: size.capacity, filledAt: now };
    bucket.tokens = Math.min(
      bucket.capacity,
      bucket.tokens + ((now - bucket.filledAt) / 1000) * bucket.refill,
    );
    bucket.filledAt = now;
    buckets.set(name, bucket);
    return bucket;
  }

  return {
    take(account, action, changes) {
      const wanted: [Bucket, number][] = [
        [filled(`${account} requests`, requestRate), 1],
        [filled(`${account} ${action}`, requestRate), 1],
        [filled(`${account} changes`, changeThroughput), changes],
      ];
      if (wanted.some(([bucket, tokens]) => bucket.tokens < tokens))
        throw new AwsError('Throttling', 'Rate exceeded');
      for (const [bucket, tokens] of wanted) bucket.tokens -= tokens;
    },
  };
}
