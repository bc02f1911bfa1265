import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { clusterSchema, sourcesSchema } from './settings-cluster-schema.ts';
import { claimConflicts, clusterConflicts, zoneConflicts } from './settings-conflicts.ts';
import { brakeSchema, quotaSchema } from './settings-limits-schema.ts';
import { withPatterns } from './settings-patterns.ts';
import { words } from './settings-words.ts';
import { driftSchema, zoneSchema } from './settings-zone-schema.ts';

/** From the most careful on. */
const POLICIES = ['plan', 'create-only', 'upsert-only', 'sync'] as const;
const TRAILS = ['present', 'absent'] as const;
const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
const LOG_DAYS = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days < 9999);
const LOG_RETENTION = `one of ${LOG_DAYS.join(', ')}: days that CloudWatch Logs knows`;
const EVENT_RETENTION = 'a whole number of days, 1 to 365: how long events can be replayed';
/** SQS delays a message by 15 minutes at most, and the second look is a delayed message. */
const MAX_DELAY = 900;

const seconds = (fallback: number) =>
  z
    .int(`a whole number of seconds, 1 to ${MAX_DELAY}`)
    .min(1, `1 second or more`)
    .max(MAX_DELAY, `${MAX_DELAY} seconds or fewer: SQS delays a message no longer`)
    .default(fallback);

export const withdrawAfterSchema = z.strictObject(
  { loadBalancer: seconds(60), gateway: seconds(600) },
  'seconds: {"loadBalancer": 60, "gateway": 600}',
);

export const settingsSchema = z
  .strictObject(
    {
      name: words(
        /^[a-z]([a-z0-9]|-(?=[a-z0-9]))*$/,
        'lower-case letters, digits and single hyphens, beginning with a letter',
      ).default('signpost'),
      policy: z.enum(
        POLICIES,
        `one of ${POLICIES.join(', ')} (there is no default: plan writes nothing to Route 53, create-only adds records, upsert-only also changes them, sync also removes them)`,
      ),
      tagPrefix: words(
        /^(?!aws:)[\w.:=+@-]+(\/[\w.:=+@-]+)*$/,
        'what tag keys begin with, such as signpost, without a slash at the end',
      )
        .max(64, 'at most 64 characters')
        .default('signpost'),
      zones: z
        .array(zoneSchema, 'a list of hosted zones: [{"id": "Z…", "name": "example.com"}]')
        .min(1, 'at least one hosted zone')
        .check(zoneConflicts)
        .transform(withPatterns),
      clusters: z
        .array(clusterSchema, 'a list of EKS clusters: [{"name": "…"}]')
        // Each five need a statement of two queue policies, which SQS limits to twenty.
        .max(50, 'at most 50 clusters')
        .default([])
        .check(clusterConflicts),
      sources: sourcesSchema.default(['tags']),
      matchByTag: z
        .boolean(
          'true or false: whether the tag `match` of a load balancer may say otherwise than its cluster',
        )
        .default(false),
      withdrawAfter: withdrawAfterSchema.prefault({}),
      drift: driftSchema.default('restore'),
      brake: brakeSchema.prefault({}),
      quota: quotaSchema.prefault({}),
      trail: z
        .enum(
          TRAILS,
          `one of ${TRAILS.join(', ')}: whether a CloudTrail trail logs management events in this Region`,
        )
        .default('present'),
      alarmActions: z
        .array(
          words(
            /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
            'the ARN of an SNS topic, such as arn:aws:sns:eu-west-1:111122223333:on-call',
          ),
          'a list of ARNs of SNS topics',
        )
        .default([]),
      logLevel: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('INFO'),
      logRetentionDays: z
        .int(LOG_RETENTION)
        .refine((value) => LOG_DAYS.includes(value), LOG_RETENTION)
        .default(30),
      eventRetentionDays: z
        .int(EVENT_RETENTION)
        .min(1, EVENT_RETENTION)
        .max(365, EVENT_RETENTION)
        .default(30),
    },
    'an object: {"policy": "plan", "zones": [{"id": "Z…", "name": "example.com"}]}',
  )
  .check(claimConflicts);

export type StackSettings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
export type ClusterSettings = StackSettings['clusters'][number];
