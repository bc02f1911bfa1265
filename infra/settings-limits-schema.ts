import * as z from 'zod';
import { SLACK } from '../shared/quota/bucket.ts';
import { whole } from './settings-words.ts';

const PERCENT = 'a number, 0 to 100';

const brakeLimit = (names: number, percent: number) =>
  z
    .strictObject(
      {
        names: whole(0, 1_000_000).default(names),
        percent: z.number(PERCENT).min(0, PERCENT).max(100, PERCENT).default(percent),
      },
      `a limit: {"names": ${names}, "percent": ${percent}}`,
    )
    .prefault({});

/** How many names of a zone may go, or move to another line, within a window of seconds. */
export const brakeSchema = z.strictObject(
  {
    window: whole(60, 86_400, ' seconds').default(3600),
    removals: brakeLimit(20, 10),
    retargets: brakeLimit(100, 50),
  },
  'a brake: {"window": 3600, "removals": {"names": 20, "percent": 10}, "retargets": {"names": 100, "percent": 50}}',
);

/** Seconds for which tokens that were granted may be used: what may come late of an earlier second. */
const RESERVATION = SLACK / 1000;

/** A share of one of Route 53's token buckets, which holds `most` and is refilled by `refill` a second. */
const share = (what: string, { refill, most }: Bucket, { perSecond, burst }: Share) =>
  z
    .strictObject(
      {
        perSecond: whole(1, refill, `: Route 53 gives a whole account ${refill} ${what} a second`).default(
          perSecond,
        ),
        burst: whole(1, most, `: Route 53 gives a whole account ${most} ${what} at once`).default(burst),
      },
      `a share of Route 53’s ${what}: {"perSecond": ${perSecond}, "burst": ${burst}}`,
    )
    .check((context) => {
      const { perSecond: rate, burst: given } = context.value;
      const least = (RESERVATION + 1) * rate;
      if (given >= least) return;
      context.issues.push({
        code: 'custom',
        input: given,
        path: ['burst'],
        message:
          `at least ${least}, ${RESERVATION + 1} times perSecond (${rate}): what was granted may be used for ${RESERVATION} seconds, ` +
          `so only burst - ${RESERVATION} x perSecond is granted at once`,
      });
    })
    .prefault({});

interface Bucket {
  readonly refill: number;
  readonly most: number;
}

interface Share {
  readonly perSecond: number;
  readonly burst: number;
}

/** Signpost's share of what Route 53 gives an account: requests, and changes (CREATE 1, DELETE 1). */
export const quotaSchema = z.strictObject(
  {
    requests: share('requests', { refill: 10, most: 50 }, { perSecond: 4, burst: 20 }),
    changes: share('changes', { refill: 100, most: 1500 }, { perSecond: 40, burst: 400 }),
  },
  'a quota: {"requests": {"perSecond": 4, "burst": 20}, "changes": {"perSecond": 40, "burst": 400}}',
);
