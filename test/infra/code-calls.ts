import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What a call in the code asks IAM for. Batches and transactions are authorised as the single calls in them. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  BatchGetCommand: ['dynamodb:BatchGetItem'],
  CancelReplayCommand: ['events:CancelReplay'],
  ChangeMessageVisibilityBatchCommand: ['sqs:ChangeMessageVisibility'],
  ChangeMessageVisibilityCommand: ['sqs:ChangeMessageVisibility'],
  ChangeResourceRecordSetsCommand: ['route53:ChangeResourceRecordSets'],
  DeleteMessageBatchCommand: ['sqs:DeleteMessage'],
  DescribeArchiveCommand: ['events:DescribeArchive'],
  DescribeClusterCommand: ['eks:DescribeCluster'],
  DescribeInstanceHealthCommand: ['elasticloadbalancing:DescribeInstanceHealth'],
  DescribeLoadBalancersCommand: ['elasticloadbalancing:DescribeLoadBalancers'],
  DescribeReplayCommand: ['events:DescribeReplay'],
  DescribeTagsCommand: ['elasticloadbalancing:DescribeTags'],
  DescribeTargetGroupsCommand: ['elasticloadbalancing:DescribeTargetGroups'],
  DescribeTargetHealthCommand: ['elasticloadbalancing:DescribeTargetHealth'],
  GetQueueAttributesCommand: ['sqs:GetQueueAttributes'],
  // A missing document is told from a forbidden one.
  GetObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  GetResourcesCommand: ['tag:GetResources'],
  InvokeCommand: ['lambda:InvokeFunction'],
  ListResourceRecordSetsCommand: ['route53:ListResourceRecordSets'],
  PutObjectCommand: ['s3:PutObject'],
  ReceiveMessageCommand: ['sqs:ReceiveMessage'],
  ScanCommand: ['dynamodb:Scan'],
  SendMessageBatchCommand: ['sqs:SendMessage'],
  SendMessageCommand: ['sqs:SendMessage'],
  StartReplayCommand: ['events:StartReplay'],
  // Our transactions are made of puts.
  TransactWriteCommand: ['dynamodb:PutItem'],
  fromTemporaryCredentials: ['sts:AssumeRole'],
};

/** IAM actions of the code that an entry reaches by imports, each with the files that call it. */
export function callsOf(entry: string): ReadonlyMap<string, ReadonlySet<string>> {
  const calls = new Map<string, Set<string>>();
  for (const [file, source] of reachable(join(ROOT, entry))) {
    for (const call of sdkNames(source)) {
      const actions = ACTIONS[call];
      if (actions === undefined)
        throw new Error(`${file} calls ${call}: say in ACTIONS what that asks IAM for`);
      for (const action of actions) calls.set(action, (calls.get(action) ?? new Set()).add(file));
    }
  }
  return calls;
}

/** Commands, paginators and credentials that a file imports from an SDK, types left out. */
function sdkNames(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '(@aws-sdk\/[^']*)'/g)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim().split(' as ')[0] ?? '')
      .filter((name) => /^(?!type )(.*Command|paginate.*|from.*)$/.test(name)),
  );
}

function reachable(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string) => {
    const path = relative(ROOT, file);
    if (found.has(path)) return;
    const source = readFileSync(file, 'utf8');
    found.set(path, source);
    for (const [, from = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']*)'/gm)) {
      visit(join(dirname(file), from));
    }
  };
  visit(entry);
  return found;
}
