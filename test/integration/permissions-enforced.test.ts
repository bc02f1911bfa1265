import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import * as classic from '@aws-sdk/client-elastic-load-balancing';
import * as v2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  type ChangeAction,
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type RRType,
} from '@aws-sdk/client-route-53';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, inject, it } from 'vitest';
import { OTHER_ACCOUNTS_ZONE, roleArn } from '../sandbox/settings.ts';
import { clientSettings, sessionOf } from './aws-clients.ts';
import { LAMBDA, makeRole } from './make-role.ts';
import { ended, type RoleClients, roleClients } from './role-clients.ts';

// What each function's role, as it is deployed, may do in the sandbox and what is refused to it: by MiniStack, or, for
// Route 53, load balancers and EKS, by the front.

const { url, outputs } = inject('sandbox');
const root = clientSettings(url);
const ROLES = ['sync', 'survey', 'sweep', 'cluster'] as const;
type Role = (typeof ROLES)[number];
const as = Object.fromEntries(ROLES.map((role) => [role, roleClients(root, roleArn(role))])) as Record<
  Role,
  RoleClients
>;

const VALUES: Readonly<Partial<Record<RRType, string>>> = {
  A: '192.0.2.1',
  CNAME: 'elsewhere.example.net',
  TXT: '"somebody"',
  NS: 'ns.example.net',
};
const ZONE = 'ZEXAMPLECOM';
type Change = readonly [action: ChangeAction, type: RRType, name?: string];
const change = (zone: string, ...changes: readonly Change[]) =>
  new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone,
    ChangeBatch: {
      Changes: changes.map(([Action, Type, zoneName = 'example.com']) => ({
        Action,
        ResourceRecordSet: {
          Name: `permissions-${Type.toLowerCase()}.${zoneName}`,
          Type,
          TTL: 60,
          ResourceRecords: [{ Value: VALUES[Type] }],
        },
      })),
    },
  });
const table = outputs['LedgerTable'];
const put = () => new PutItemCommand({ TableName: table, Item: { pk: { S: 'permissions' } } });
const read = () => new BatchGetItemCommand({ RequestItems: { [table!]: { Keys: [{ pk: { S: 'none' } }] } } });
const list = (HostedZoneId: string) => new ListResourceRecordSetsCommand({ HostedZoneId });
const object = { Bucket: outputs['SurveyBucket'], Key: 'permissions' };
const send = (queue: string) => new SendMessageCommand({ QueueUrl: outputs[queue], MessageBody: '{}' });
const receive = (queue: string) => new ReceiveMessageCommand({ QueueUrl: outputs[queue] });
const invoke = (name: string) => new InvokeCommand({ FunctionName: name, Payload: '{}' });
const describeTags = () => new v2.DescribeTagsCommand({ ResourceArns: [] });
const otherRole = { RoleArn: OTHER_ACCOUNTS_ZONE.roleArn, RoleSessionName: 'test' };
const { externalId: ExternalId } = OTHER_ACCOUNTS_ZONE;

type Call = (role: RoleClients) => Promise<unknown>;

// So that what is refused below is not refused for another reason.
it.each<[Role, string, Call]>([
  ['sync', 'list a zone', ({ route53 }) => route53.send(list(ZONE))],
  [
    'sync',
    'create records',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'A'], ['CREATE', 'CNAME'])),
  ],
  [
    'sync',
    'delete records',
    ({ route53 }) => route53.send(change(ZONE, ['DELETE', 'A'], ['DELETE', 'CNAME'])),
  ],
  [
    'sync',
    'assume the role of the other zone',
    ({ sts }) => sts.send(new AssumeRoleCommand({ ...otherRole, ExternalId })),
  ],
  [
    'sync',
    'describe load balancers',
    ({ loadBalancers }) => loadBalancers.send(new v2.DescribeLoadBalancersCommand({})),
  ],
  ['sync', 'read the ledger', ({ tables }) => tables.send(read())],
  ['sweep', 'scan the ledger', ({ tables }) => tables.send(new ScanCommand({ TableName: table }))],
  [
    'sweep',
    'describe classic ones',
    ({ classicLoadBalancers }) => classicLoadBalancers.send(new classic.DescribeLoadBalancersCommand({})),
  ],
  [
    'survey',
    'describe a cluster',
    ({ clusters }) => clusters.send(new DescribeClusterCommand({ name: 'demo' })),
  ],
])('%s may %s', async (role, _, call) => {
  expect(await ended(call(as[role]))).toEqual({ how: 'done', message: '' });
});

it('sync may read a survey: it is told that it is not there', async () => {
  expect(await ended(as.sync.buckets.send(new GetObjectCommand(object)))).toMatchObject({ how: 'NoSuchKey' });
});

it.each<[Role, string, action: string, Call]>([
  [
    'sync',
    'write a TXT record',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'TXT'])),
  ],
  [
    'sync',
    'write one beside an address',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'A'], ['CREATE', 'TXT'])),
  ],
  [
    'sync',
    'delegate a name',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'NS'])),
  ],
  [
    'sync',
    'upsert',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['UPSERT', 'A'])),
  ],
  [
    'sync',
    'write a zone of nobody',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change('ZNOBODY', ['CREATE', 'A'])),
  ],
  [
    'sync',
    "write the other account's zone",
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(OTHER_ACCOUNTS_ZONE.id, ['CREATE', 'A'])),
  ],
  [
    'sync',
    'list a zone of nobody',
    'route53:ListResourceRecordSets',
    ({ route53 }) => route53.send(list('ZNOBODY')),
  ],
  [
    'sync',
    'list zones',
    'route53:ListHostedZones',
    ({ route53 }) => route53.send(new ListHostedZonesCommand({})),
  ],
  [
    'sync',
    'scan the ledger',
    'dynamodb:Scan',
    ({ tables }) => tables.send(new ScanCommand({ TableName: table })),
  ],
  [
    'sync',
    'write a survey',
    's3:PutObject',
    ({ buckets }) => buckets.send(new PutObjectCommand({ ...object, Body: '{}' })),
  ],
  [
    'sync',
    'run the cluster function',
    'lambda:InvokeFunction',
    ({ functions }) => functions.send(invoke('signpost-us-east-1-cluster')),
  ],
  [
    'sync',
    'take asks for surveys',
    'sqs:ReceiveMessage',
    ({ queues }) => queues.send(receive('SurveyQueueUrl')),
  ],
  [
    'sync',
    'describe a cluster',
    'eks:DescribeCluster',
    ({ clusters }) => clusters.send(new DescribeClusterCommand({ name: 'demo' })),
  ],
  [
    'sync',
    'delete a load balancer',
    'elasticloadbalancing:DeleteLoadBalancer',
    ({ loadBalancers }) =>
      loadBalancers.send(
        new v2.DeleteLoadBalancerCommand({
          LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/x/1',
        }),
      ),
  ],
  [
    'sync',
    'assume another role',
    'sts:AssumeRole',
    ({ sts }) => sts.send(new AssumeRoleCommand({ RoleArn: roleArn('survey'), RoleSessionName: 'test' })),
  ],
  [
    'sweep',
    'change Route 53',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'A'])),
  ],
  ['sweep', 'list a zone', 'route53:ListResourceRecordSets', ({ route53 }) => route53.send(list(ZONE))],
  ['sweep', 'write the ledger', 'dynamodb:PutItem', ({ tables }) => tables.send(put())],
  ['sweep', 'take hints', 'sqs:ReceiveMessage', ({ queues }) => queues.send(receive('QueueUrl'))],
  [
    'sweep',
    'read tags',
    'elasticloadbalancing:DescribeTags',
    ({ loadBalancers }) => loadBalancers.send(describeTags()),
  ],
  [
    'sweep',
    "assume the other zone's role",
    'sts:AssumeRole',
    ({ sts }) => sts.send(new AssumeRoleCommand({ ...otherRole, ExternalId })),
  ],
  [
    'survey',
    'change Route 53',
    'route53:ChangeResourceRecordSets',
    ({ route53 }) => route53.send(change(ZONE, ['CREATE', 'A'])),
  ],
  [
    'survey',
    'describe a cluster of nobody',
    'eks:DescribeCluster',
    ({ clusters }) => clusters.send(new DescribeClusterCommand({ name: 'nobody' })),
  ],
  [
    'survey',
    'run sync',
    'lambda:InvokeFunction',
    ({ functions }) => functions.send(invoke('signpost-us-east-1-sync')),
  ],
  ['survey', 'read the ledger', 'dynamodb:BatchGetItem', ({ tables }) => tables.send(read())],
  ['cluster', 'hint', 'sqs:SendMessage', ({ queues }) => queues.send(send('QueueUrl'))],
  ['cluster', 'read a survey', 's3:GetObject', ({ buckets }) => buckets.send(new GetObjectCommand(object))],
  [
    'cluster',
    'describe load balancers',
    'elasticloadbalancing:DescribeLoadBalancers',
    ({ loadBalancers }) => loadBalancers.send(new v2.DescribeLoadBalancersCommand({})),
  ],
])('%s may not %s', async (role, _, action, call) => {
  const { how, message } = await ended(call(as[role]));
  expect(how).toMatch(/^AccessDenied(Exception)?$/);
  const session = `arn:aws:sts::000000000000:assumed-role/signpost-us-east-1-${role}/test`;
  expect(message).toContain(`User: ${session} is not authorized to perform: ${action}`);
});

describe('the role of a zone of another account', () => {
  const { id } = OTHER_ACCOUNTS_ZONE;
  const there = roleClients(
    { ...root, credentials: sessionOf(root, roleArn('sync')) },
    OTHER_ACCOUNTS_ZONE.roleArn,
    ExternalId,
  );
  const refusal = (action: string) => ({
    how: 'AccessDenied',
    message: expect.stringContaining(`is not authorized to perform: ${action}`),
  });

  it.each([
    ['without the external id', {}],
    ['with another external id', { ExternalId: 'guess' }],
  ])('is not for sync %s', async (_, external) => {
    const call = as.sync.sts.send(new AssumeRoleCommand({ ...otherRole, ...external }));
    expect(await ended(call)).toEqual(refusal('sts:AssumeRole'));
  });

  it('is not for a role that may assume everything, because it trusts sync alone', async () => {
    const grants = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }];
    const stranger = await makeRole(root, { name: 'permissions-stranger', trusts: LAMBDA, grants });
    const sts = new STSClient({ ...root, credentials: sessionOf(root, stranger) });
    const call = sts.send(new AssumeRoleCommand({ ...otherRole, ExternalId }));
    expect(await ended(call)).toEqual(refusal('sts:AssumeRole'));
    sts.destroy();
  });

  it.each([
    ['list that zone', list(id)],
    ['create a record in it', change(id, ['CREATE', 'A', OTHER_ACCOUNTS_ZONE.name])],
    ['delete it again', change(id, ['DELETE', 'A', OTHER_ACCOUNTS_ZONE.name])],
  ])('may %s', async (_, command) => {
    expect(await ended(there.route53.send(command as ListResourceRecordSetsCommand))).toMatchObject({
      how: 'done',
    });
  });

  it.each([
    ['write a TXT record', change(id, ['CREATE', 'TXT'])],
    ['upsert', change(id, ['UPSERT', 'A'])],
    ['write a zone of nobody', change('ZNOBODY', ['CREATE', 'A'])],
  ])('may not %s', async (_, command) => {
    expect(await ended(there.route53.send(command))).toEqual(refusal('route53:ChangeResourceRecordSets'));
  });
});

describe('a signature with another secret', () => {
  const credentials = async () => ({
    ...(await sessionOf(root, roleArn('sync'))()),
    secretAccessKey: 'guess',
  });
  const settings = { ...root, credentials, maxAttempts: 1 };

  it('is refused by the front', async () => {
    const client = new Route53Client(settings);
    expect(await ended(client.send(list(ZONE)))).toMatchObject({ how: 'SignatureDoesNotMatch' });
    client.destroy();
  });

  it('is refused by MiniStack', async () => {
    const client = new DynamoDBClient(settings);
    expect(await ended(client.send(read()))).toMatchObject({ how: 'InvalidSignatureException' });
    client.destroy();
  });
});
