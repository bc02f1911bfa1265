import { BatchGetItemCommand, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type RRType,
} from '@aws-sdk/client-route-53';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { inject } from 'vitest';
import type { RoleClients } from './role-clients.ts';

/** One call to AWS, by a role. */
export type Call = (role: RoleClients) => Promise<unknown>;

const { outputs } = inject('sandbox');
const TableName = outputs['LedgerTable'] ?? '';
const survey = { Bucket: outputs['SurveyBucket'], Key: 'permissions' };
const VALUES: Readonly<Partial<Record<RRType, string>>> = {
  A: '192.0.2.1',
  CNAME: 'elsewhere.example.net',
  TXT: '"somebody"',
  NS: 'ns.example.net',
};

export const listZones: Call = ({ route53 }) => route53.send(new ListHostedZonesCommand({}));
export const listRecords =
  (HostedZoneId: string): Call =>
  ({ route53 }) =>
    route53.send(new ListResourceRecordSetsCommand({ HostedZoneId }));

/** One record per type; `permissions-<type>.example.com` if no name is given. */
export function change(zone: string, ...changes: readonly [ChangeAction, RRType, name?: string][]): Call {
  const Changes = changes.map(([Action, Type, Name = `permissions-${Type.toLowerCase()}.example.com`]) => ({
    Action,
    ResourceRecordSet: { Name, Type, TTL: 60, ResourceRecords: [{ Value: VALUES[Type] }] },
  }));
  const command = { HostedZoneId: zone, ChangeBatch: { Changes } };
  return ({ route53 }) => route53.send(new ChangeResourceRecordSetsCommand(command));
}

export const scanLedger: Call = ({ tables }) => tables.send(new ScanCommand({ TableName }));
/** Rows of these keys, in one transaction that ends as it began: on a condition that none meets. */
export const writeLedger =
  (...keys: string[]): Call =>
  ({ tables }) => {
    const ConditionExpression = 'attribute_exists(nothing)';
    const puts = keys.map((pk) => ({ Put: { TableName, Item: { pk: { S: pk } }, ConditionExpression } }));
    return tables.send(new TransactWriteItemsCommand({ TransactItems: puts }));
  };
export const readLedger: Call = ({ tables }) =>
  tables.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [{ pk: { S: 'none' } }] } } }));

export const readSurvey: Call = ({ buckets }) => buckets.send(new GetObjectCommand(survey));
export const writeSurvey: Call = ({ buckets }) =>
  buckets.send(new PutObjectCommand({ ...survey, Body: '{}' }));

/** `queue`: the output that has its URL. */
export const receive =
  (queue: string): Call =>
  ({ queues }) =>
    queues.send(new ReceiveMessageCommand({ QueueUrl: outputs[queue] }));
export const send =
  (queue: string): Call =>
  ({ queues }) =>
    queues.send(new SendMessageCommand({ QueueUrl: outputs[queue], MessageBody: '{}' }));

export const invoke =
  (what: string): Call =>
  ({ functions }) =>
    functions.send(new InvokeCommand({ FunctionName: `signpost-us-east-1-${what}`, Payload: '{}' }));

export const describeCluster =
  (name: string): Call =>
  ({ clusters }) =>
    clusters.send(new DescribeClusterCommand({ name }));

export const describeLoadBalancers: Call = ({ loadBalancers }) =>
  loadBalancers.send(new v2.DescribeLoadBalancersCommand({}));
export const describeClassic: Call = ({ classicLoadBalancers }) =>
  classicLoadBalancers.send(new classic.DescribeLoadBalancersCommand({}));
export const describeTags: Call = ({ loadBalancers }) =>
  loadBalancers.send(new v2.DescribeTagsCommand({ ResourceArns: [] }));
export const deleteLoadBalancer: Call = ({ loadBalancers }) =>
  loadBalancers.send(
    new v2.DeleteLoadBalancerCommand({
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/nobodys/1',
    }),
  );

export const assume =
  (RoleArn: string, ExternalId?: string): Call =>
  ({ sts }) =>
    sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ExternalId }));
