import type { Arns } from '../arns.ts';
import type { Grant } from './function-role.ts';

/** Grants that several roles have. */

const DESCRIBE_HAS_NO_RESOURCE =
  'The Describe calls of Elastic Load Balancing take no resource: IAM allows them for all load balancers or none.';

/** Classic and v2 share the action `DescribeLoadBalancers`. */
export const listLoadBalancers: Grant = {
  sid: 'ListLoadBalancers',
  actions: ['elasticloadbalancing:DescribeLoadBalancers'],
  resources: ['*'],
  wildcard: DESCRIBE_HAS_NO_RESOURCE,
};

/** What the tagging API lists: of all types that it is asked for, with all tags. */
export const listTagged: Grant = {
  sid: 'ListTagged',
  actions: ['tag:GetResources'],
  resources: ['*'],
  wildcard: 'The tagging API takes no resource: IAM allows its calls for everything or nothing.',
};

export const lookAtLoadBalancers: Grant = {
  sid: 'LookAtLoadBalancers',
  actions: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeTags'],
  resources: ['*'],
  wildcard: DESCRIBE_HAS_NO_RESOURCE,
};

/** Whether something behind a load balancer is healthy: a target of v2, an instance of classic. */
export const readReadiness: Grant = {
  sid: 'ReadReadiness',
  actions: [
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeInstanceHealth',
  ],
  resources: ['*'],
  wildcard: DESCRIBE_HAS_NO_RESOURCE,
};

/** What the event source mapping does in the function's name, and what a failed message needs to come back sooner. */
export function consume(queueArn: string): Grant {
  return {
    sid: 'Consume',
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ChangeMessageVisibility',
    ],
    resources: [queueArn],
  };
}

/** Reads and takes out dead letters, and counts them. */
export function redrive(...deadLetterArns: readonly string[]): Grant {
  return {
    sid: 'DeadLetters',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: deadLetterArns,
  };
}

export function send(...queueArns: readonly string[]): Grant {
  return { sid: 'Send', actions: ['sqs:SendMessage'], resources: queueArns };
}

/**
 * Puts of ledger rows with such keys, and of no others in the same transaction, which is authorised as the puts that it is
 * made of. `ForAllValues` holds for a key that is absent, hence the `Null`.
 */
export function putRows(ledgerArn: string, ...keys: readonly string[]): Grant {
  return {
    sid: 'PutRows',
    actions: ['dynamodb:PutItem'],
    resources: [ledgerArn],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    },
  };
}

/**
 * Replays of the stack's own archive, named after it. IAM has no condition for the rules that a replay names: that they
 * are the stack's own is for the code's types to say.
 */
export function replay({ archive, defaultBus, replays }: Arns): Grant[] {
  const wildcard = 'A replay is named when it is started: after the archive, with the time.';
  return [
    { sid: 'ReadArchive', actions: ['events:DescribeArchive'], resources: [archive] },
    { sid: 'Replay', actions: ['events:StartReplay'], resources: [archive, defaultBus, replays], wildcard },
    {
      sid: 'Replays',
      actions: ['events:DescribeReplay', 'events:CancelReplay'],
      resources: [replays],
      wildcard,
    },
  ];
}

/** Without ListBucket a document that is not there answers 403, as one that may not be read. */
export function readSurveys(bucketArn: string): Grant[] {
  return [
    { sid: 'TellMissingSurveys', actions: ['s3:ListBucket'], resources: [bucketArn] },
    {
      sid: 'ReadSurveys',
      actions: ['s3:GetObject'],
      resources: [`${bucketArn}/*`],
      wildcard: SURVEY_DOCUMENTS,
    },
  ];
}

export function writeSurveys(bucketArn: string): Grant {
  return {
    sid: 'WriteSurveys',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    wildcard: SURVEY_DOCUMENTS,
  };
}

const SURVEY_DOCUMENTS = 'The documents of all clusters: the bucket holds nothing else.';
