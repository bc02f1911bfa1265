import { capacityOf, SLACK } from '../quota/bucket.ts';
import type { BucketSettings } from '../settings.ts';
import type { Difference } from './difference.ts';

/** Whether there can ever be tokens for these changes of one name, which are sent together. Without a share: always. */
export function fitsQuota(changes: Difference, share: BucketSettings | undefined): boolean {
  return share === undefined || tokensOf(changes) <= capacityOf(share);
}

/** Why they are held back, and what lets them pass. */
export function overQuota(changes: Difference, share: BucketSettings): string {
  const wanted = tokensOf(changes);
  return (
    `it takes ${wanted} changes at once, and the share of Route 53's quota allows ${capacityOf(share)}: set ` +
    `quota.changes.burst to ${wanted + (share.perSecond * SLACK) / 1000} or more, or take some of its load balancers ` +
    'off the name'
  );
}

const tokensOf = ({ deletes, creates }: Difference): number => deletes.length + creates.length;
