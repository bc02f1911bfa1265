import type { Context } from '../allowed.ts';
import { ARNS, type Request } from './request.ts';

/** Calls of one service: what the role may do on which resource, and what it may not. */
type Row = readonly [action: string, resource: string, allowed: boolean, context?: Context];

const yes = (resource: string, ...actions: string[]): Row[] =>
  actions.map((action) => [action, resource, true]);
const no = (resource: string, ...actions: string[]): Row[] =>
  actions.map((action) => [action, resource, false]);

const { ledger, otherTable, queue, bucket, cluster, network, events, roleElsewhere } = ARNS;
const fn = ARNS.function;
const STREAM = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** A function writes to its own log, and to no other. */
const logs = (own: string, others: string): Row[] => [
  ...yes(ARNS.logs(own), ...STREAM),
  ...no(ARNS.logs(own), 'logs:DeleteLogStream'),
  ...no(ARNS.logs(others), ...STREAM),
];

const consumes = (own: string, other: string): Row[] => {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'ChangeMessageVisibility'].map(
    (name) => `sqs:${name}`,
  );
  return [
    ...yes(queue(own), ...actions),
    ...no(queue(other), ...actions),
    ...no(queue(own), 'sqs:PurgeQueue'),
  ];
};

const sends = (to: readonly string[], other: string): Row[] => [
  ...to.flatMap((own) => [...yes(queue(own), 'sqs:SendMessage'), ...no(queue(own), 'sqs:DeleteQueue')]),
  ...no(queue(other), 'sqs:SendMessage'),
];

const readsSurveys: readonly Row[] = [
  ...yes(bucket, 's3:ListBucket'),
  ...no(bucket, 's3:DeleteBucket'),
  ...no('arn:aws:s3:::other', 's3:ListBucket'),
  ...yes(`${bucket}/blue`, 's3:GetObject'),
  ...no(`${bucket}/blue`, 's3:DeleteObject'),
  ...no('arn:aws:s3:::other/blue', 's3:GetObject'),
];

const describes = (...actions: string[]): Row[] => [
  ...yes('*', ...actions.map((action) => `elasticloadbalancing:${action}`)),
  ...no('*', 'elasticloadbalancing:DeleteLoadBalancer', 'elasticloadbalancing:AddTags'),
];

/** Rows of a table by their keys, as IAM is told them: all keys of a transaction. */
const puts = (table: string, allowed: boolean, ...keys: string[][]): Row[] =>
  keys.map((leading) => ['dynamodb:PutItem', table, allowed, { 'dynamodb:LeadingKeys': leading }]);

const ARCHIVE = 'archive/signpost-us-east-1-events';
const REPLAY = 'replay/signpost-us-east-1-events-20260101T000000';
/** Of its own archive to the default bus, under names of its own; rules are not for it to touch. */
const replays: readonly Row[] = [
  ...yes(events(ARCHIVE), 'events:DescribeArchive', 'events:StartReplay'),
  ...no(events(ARCHIVE), 'events:UpdateArchive', 'events:DeleteArchive'),
  ...no(events('archive/other'), 'events:DescribeArchive', 'events:StartReplay'),
  ...yes(events('event-bus/default'), 'events:StartReplay'),
  ...no(events('event-bus/default'), 'events:PutEvents'),
  ...no(events('event-bus/other'), 'events:StartReplay'),
  ...yes(events(REPLAY), 'events:StartReplay', 'events:DescribeReplay', 'events:CancelReplay'),
  ...no(events(REPLAY), 'events:TagResource'),
  ...no(events('replay/other'), 'events:StartReplay', 'events:DescribeReplay', 'events:CancelReplay'),
  ...no(
    events('rule/signpost-us-east-1-elb-calls'),
    'events:DisableRule',
    'events:PutRule',
    'events:PutTargets',
  ),
];

const NAME_ROW = 'name#ZPUBLIC#a.example.com';
const LB_ROW = 'lb#classic/us-east-1/web';

const SUBNET = network('subnet/subnet-0a1b2c3d');
const INTERFACE = network('network-interface/eni-1');
const INTERFACES = ['Create', 'Delete'].map((verb) => `ec2:${verb}NetworkInterface`);
const ADDRESSES = ['Assign', 'Unassign'].map((verb) => `ec2:${verb}PrivateIpAddresses`);
const DESCRIBE_NETWORK = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const byCode = { 'lambda:SourceFunctionArn': [fn('cluster-vpc-0a1b2c3d')] };

const ROLES: Readonly<Record<string, readonly Row[]>> = {
  sync: [
    ...describes(
      'DescribeLoadBalancers',
      'DescribeTags',
      'DescribeTargetGroups',
      'DescribeTargetHealth',
      'DescribeInstanceHealth',
    ),
    ...yes(ledger, 'dynamodb:BatchGetItem'),
    ...no(ledger, 'dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:DeleteItem', 'dynamodb:DeleteTable'),
    ...no(otherTable, 'dynamodb:BatchGetItem'),
    ...puts(ledger, true, [LB_ROW], [NAME_ROW], ['zone#ZPUBLIC'], ['quota#111122223333'], [LB_ROW, NAME_ROW]),
    ...puts(ledger, false, ['freezes'], [NAME_ROW, 'freezes']),
    ...puts(otherTable, false, [NAME_ROW]),
    ['dynamodb:DeleteItem', ledger, false, { 'dynamodb:LeadingKeys': [NAME_ROW] }],
    ...consumes('hints', 'surveys-asked'),
    ...sends(['hints', 'hints-dlq', 'surveys-asked'], 'undelivered'),
    ...readsSurveys,
    ...no(`${bucket}/blue`, 's3:PutObject'),
    ...yes(roleElsewhere, 'sts:AssumeRole'),
    ...no(roleElsewhere, 'sts:TagSession'),
    ...no('arn:aws:iam::999988887777:role/admin', 'sts:AssumeRole'),
    ...no(fn('cluster'), 'lambda:InvokeFunction'),
    ...no(cluster('blue'), 'eks:DescribeCluster'),
    ...logs('sync', 'survey'),
  ],
  survey: [
    ...yes(cluster('blue'), 'eks:DescribeCluster'),
    ...yes(cluster('green'), 'eks:DescribeCluster'),
    ...yes(cluster('inside'), 'eks:DescribeCluster'),
    ...no(cluster('blue'), 'eks:DeleteCluster'),
    ...no(cluster('other'), 'eks:DescribeCluster'),
    ...yes(fn('cluster'), 'lambda:InvokeFunction'),
    ...yes(fn('cluster-vpc-0a1b2c3d'), 'lambda:InvokeFunction'),
    ...no(fn('cluster'), 'lambda:UpdateFunctionCode'),
    ...no(fn('sync'), 'lambda:InvokeFunction'),
    ...describes('DescribeLoadBalancers', 'DescribeTags'),
    ...no('*', 'elasticloadbalancing:DescribeTargetHealth'),
    ...consumes('surveys-asked', 'hints'),
    ...sends(['hints', 'surveys-asked-dlq'], 'surveys-asked'),
    ...readsSurveys,
    ...yes(`${bucket}/blue`, 's3:PutObject'),
    ...no('arn:aws:s3:::other/blue', 's3:PutObject'),
    ...no(ledger, 'dynamodb:BatchGetItem', 'dynamodb:PutItem'),
    ...no(ARNS.zone('ZPUBLIC'), 'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets'),
    ...logs('survey', 'sync'),
  ],
  sweep: [
    ...describes('DescribeLoadBalancers'),
    ...no('*', 'elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetHealth'),
    ...yes('*', 'tag:GetResources'),
    ...no('*', 'tag:TagResources', 'tag:UntagResources'),
    ...yes(ledger, 'dynamodb:BatchGetItem', 'dynamodb:Scan'),
    ...no(otherTable, 'dynamodb:BatchGetItem', 'dynamodb:Scan'),
    ...no(ledger, 'dynamodb:PutItem', 'dynamodb:DeleteItem'),
    ...puts(ledger, true, ['zone#ZPUBLIC'], ['zone#ZPUBLIC', 'zone#ZPRIVATE'], ['quota#111122223333']),
    ...puts(ledger, false, [NAME_ROW], ['zone#ZPUBLIC', NAME_ROW], ['freezes']),
    ...puts(otherTable, false, ['zone#ZPUBLIC']),
    ['dynamodb:DeleteItem', ledger, false, { 'dynamodb:LeadingKeys': ['zone#ZPUBLIC'] }],
    ...sends(['hints'], 'surveys-asked'),
    ...no(queue('hints'), 'sqs:ReceiveMessage'),
    ...['ZPUBLIC', 'ZPRIVATE', 'ZSUB', 'ZPLAIN'].flatMap((zone) => [
      ...yes(ARNS.zone(zone), 'route53:ListResourceRecordSets'),
      ...no(ARNS.zone(zone), 'route53:ChangeResourceRecordSets', 'route53:GetHostedZone'),
    ]),
    ...no(ARNS.zone('ZNOBODY'), 'route53:ListResourceRecordSets'),
    ...yes(roleElsewhere, 'sts:AssumeRole'),
    ...no(roleElsewhere, 'sts:TagSession'),
    ...no('arn:aws:iam::999988887777:role/admin', 'sts:AssumeRole'),
    ...logs('sweep', 'sync'),
  ],
  operate: [
    ...describes(
      'DescribeLoadBalancers',
      'DescribeTags',
      'DescribeTargetGroups',
      'DescribeTargetHealth',
      'DescribeInstanceHealth',
    ),
    ...readsSurveys,
    ...no(`${bucket}/blue`, 's3:PutObject'),
    ...yes(ledger, 'dynamodb:BatchGetItem', 'dynamodb:Scan'),
    ...no(otherTable, 'dynamodb:BatchGetItem', 'dynamodb:Scan'),
    ...no(ledger, 'dynamodb:PutItem', 'dynamodb:DeleteItem'),
    ...puts(ledger, true, ['freezes'], ['zone#ZPUBLIC'], ['freezes', 'zone#ZPUBLIC']),
    ...puts(
      ledger,
      false,
      [NAME_ROW],
      ['zone#ZPUBLIC', NAME_ROW],
      [LB_ROW],
      ['quota#111122223333'],
      ['freezes#1'],
    ),
    ...puts(otherTable, false, ['freezes']),
    ['dynamodb:DeleteItem', ledger, false, { 'dynamodb:LeadingKeys': ['freezes'] }],
    ...sends(['hints', 'surveys-asked'], 'hints-dlq'),
    ...no(queue('hints'), 'sqs:ReceiveMessage', 'sqs:DeleteMessage'),
    ...['hints-dlq', 'surveys-asked-dlq', 'undelivered'].flatMap((dead) => [
      ...yes(queue(dead), 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
      ...no(queue(dead), 'sqs:PurgeQueue', 'sqs:SetQueueAttributes'),
    ]),
    ...replays,
    ...no(fn('sync'), 'lambda:InvokeFunction'),
    ...no(ARNS.zone('ZPUBLIC'), 'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets'),
    ...logs('operate', 'sync'),
  ],
  'sweep-schedule': [
    ...yes(fn('sweep'), 'lambda:InvokeFunction'),
    ...no(fn('sweep'), 'lambda:UpdateFunctionCode'),
    ...no(fn('sync'), 'lambda:InvokeFunction'),
    ...sends(['undelivered'], 'hints'),
  ],
  cluster: [
    ...logs('cluster', 'sync'),
    ...no(queue('hints'), 'sqs:SendMessage'),
    ...no(`${bucket}/blue`, 's3:GetObject'),
    ...no('*', 'ec2:DescribeSubnets'),
  ],
  'cluster-in-vpc': [
    ...logs('cluster-vpc-0a1b2c3d', 'cluster'),
    ...yes('*', ...DESCRIBE_NETWORK),
    ...yes(SUBNET, ...INTERFACES, ...ADDRESSES),
    ...yes(INTERFACE, ...INTERFACES, ...ADDRESSES),
    ...no(INTERFACE, 'ec2:AttachNetworkInterface'),
    ...no('*', 'ec2:DescribeInstances'),
    ...no('arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1', ...INTERFACES, ...ADDRESSES),
    ...DESCRIBE_NETWORK.map((action): Row => [action, '*', false, byCode]),
    ...[...INTERFACES, ...ADDRESSES].map((action): Row => [action, INTERFACE, false, byCode]),
  ],
};

/** Of every role, whatever the policy. */
export const ROLE_CALLS: readonly Request[] = Object.entries(ROLES).flatMap(([role, rows]) =>
  rows.map(([action, resource, allowed, context]) => ({
    role,
    what: `${action} on ${resource}${context ? `, with ${Object.entries(context).join('; ')}` : ''}`,
    question: { action, resource, ...(context && { context }) },
    allowed,
  })),
);
