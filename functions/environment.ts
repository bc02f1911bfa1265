/**
 * Names of the environment variables that the constructs set and the functions read. Imported by both sides, so it
 * imports nothing itself.
 */
export const ENVIRONMENT = {
  /** `Settings` as JSON. Inlined by esbuild: an environment holds 4 KB, a hundred zones do not fit. */
  settings: 'SIGNPOST_SETTINGS',
  ledgerTable: 'LEDGER_TABLE',
  hintQueueUrl: 'HINT_QUEUE_URL',
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
  surveyQueueUrl: 'SURVEY_QUEUE_URL',
  surveyDeadLetterQueueUrl: 'SURVEY_DEAD_LETTER_QUEUE_URL',
  undeliveredQueueUrl: 'UNDELIVERED_QUEUE_URL',
  surveyBucket: 'SURVEY_BUCKET',
  /** Account that must own the survey bucket: its name is shared with the whole world. */
  accountId: 'ACCOUNT_ID',
  archiveArn: 'ARCHIVE_ARN',
  /** Rules that bring events into the hint queue: ARNs with spaces between them. */
  ruleArns: 'RULE_ARNS',
  /** JSON: VPC id, or `public`, to the name of the `cluster` function that reaches it. */
  clusterFunctions: 'CLUSTER_FUNCTIONS',
} as const;

/** Key of the `cluster` function for public API servers among `clusterFunctions`, beside the VPC ids. */
export const PUBLIC = 'public';
