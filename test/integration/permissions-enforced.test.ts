import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeClusterCommand } from '@aws-sdk/client-eks';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, inject, it } from 'vitest';
import { clusterPorts } from '../../functions/cluster/dependencies.ts';
import type { Credentials } from '../../functions/cluster/sign-token.ts';
import { OTHER_ACCOUNTS_ZONE, roleArn } from '../sandbox/settings.ts';
import { clientSettings, sessionOf } from './aws-clients.ts';
import { LAMBDA, makeRole } from './make-role.ts';
import {
  assume,
  type Call,
  change,
  deleteLoadBalancer,
  describeClassic,
  describeCluster,
  describeLoadBalancers,
  describeTags,
  invoke,
  listRecords,
  listZones,
  readLedger,
  readSurvey,
  receive,
  scanLedger,
  send,
  writeLedger,
  writeSurvey,
} from './role-calls.ts';
import { ended, type RoleClients, roleClients } from './role-clients.ts';

// What the roles of the functions, as they are deployed, may do in the sandbox, and what is refused to them: by the front
// for Route 53, load balancers and EKS, by MiniStack for everything else.

const ROLES = ['sync', 'survey', 'sweep', 'operate', 'cluster'] as const;
type Role = (typeof ROLES)[number];

const root = clientSettings(inject('sandbox').url);
const as = Object.fromEntries(ROLES.map((role) => [role, roleClients(root, roleArn(role))])) as Record<
  Role,
  RoleClients
>;
const ZONE = 'ZEXAMPLECOM';
const { id: OTHER_ZONE, name: otherName, roleArn: OTHER_ROLE, externalId } = OTHER_ACCOUNTS_ZONE;

/** So that what is refused below is not refused for another reason. */
const may: readonly [Role, what: string, Call][] = [
  ['sync', 'list a zone', listRecords(ZONE)],
  ['sync', 'create records', change(ZONE, ['CREATE', 'A'], ['CREATE', 'CNAME'])],
  ['sync', 'delete records', change(ZONE, ['DELETE', 'A'], ['DELETE', 'CNAME'])],
  ['sync', "assume the other zone's role", assume(OTHER_ROLE, externalId)],
  ['sync', 'describe load balancers', describeLoadBalancers],
  ['sync', 'read the ledger', readLedger],
  ['sweep', 'scan the ledger', scanLedger],
  ['sweep', 'list a zone', listRecords(ZONE)],
  ['sweep', "assume the other zone's role", assume(OTHER_ROLE, externalId)],
  ['sweep', 'describe classic load balancers', describeClassic],
  ['survey', 'describe a cluster', describeCluster('demo')],
];
it.each(may)('%s may %s', async (role, _, call) => {
  expect(await ended(call(as[role]))).toEqual({ how: 'done', message: '' });
});

it.each<[Role, what: string, keys: string[]]>([
  ['sync', 'load balancers and names', ['lb#x', 'name#ZPERMISSIONS#a.example.com']],
  ['sweep', 'zones', ['zone#ZPERMISSIONS']],
  ['operate', 'zones and freezes', ['freezes', 'zone#ZPERMISSIONS']],
])('%s may write rows of %s: its transaction is cancelled by its own condition', async (role, _, keys) => {
  expect(await ended(writeLedger(...keys)(as[role]))).toMatchObject({ how: 'TransactionCanceledException' });
});

it('sync may read surveys: it is told of one that is not there', async () => {
  expect(await ended(readSurvey(as.sync))).toMatchObject({ how: 'NoSuchKey' });
});

const CHANGE = 'route53:ChangeResourceRecordSets';
const LIST = 'route53:ListResourceRecordSets';
const mayNot: readonly [Role, what: string, action: string, Call][] = [
  ['sync', 'write a TXT record', CHANGE, change(ZONE, ['CREATE', 'TXT'])],
  ['sync', 'write one beside an address', CHANGE, change(ZONE, ['CREATE', 'A'], ['CREATE', 'TXT'])],
  ['sync', 'delegate a name', CHANGE, change(ZONE, ['CREATE', 'NS'])],
  ['sync', 'upsert', CHANGE, change(ZONE, ['UPSERT', 'A'])],
  ['sync', 'write the apex', CHANGE, change(ZONE, ['CREATE', 'A', 'Example.com.'])],
  ['sync', "write the zone's wildcard", CHANGE, change(ZONE, ['CREATE', 'A', '*.example.com'])],
  ['sync', 'write a service name', CHANGE, change(ZONE, ['CREATE', 'A', '_sip.example.com'])],
  ['sync', 'write a zone of nobody', CHANGE, change('ZNOBODY', ['CREATE', 'A'])],
  ['sync', "write the other account's zone", CHANGE, change(OTHER_ZONE, ['CREATE', 'A'])],
  ['sync', 'list a zone of nobody', LIST, listRecords('ZNOBODY')],
  ['sync', 'list zones', 'route53:ListHostedZones', listZones],
  ['sync', 'scan the ledger', 'dynamodb:Scan', scanLedger],
  ['sync', 'write a survey', 's3:PutObject', writeSurvey],
  ['sync', 'invoke the cluster function', 'lambda:InvokeFunction', invoke('cluster')],
  ['sync', 'take asks for surveys', 'sqs:ReceiveMessage', receive('SurveyQueueUrl')],
  ['sync', 'describe a cluster', 'eks:DescribeCluster', describeCluster('demo')],
  ['sync', 'delete a load balancer', 'elasticloadbalancing:DeleteLoadBalancer', deleteLoadBalancer],
  ['sync', 'assume another role', 'sts:AssumeRole', assume(roleArn('survey'))],
  ['sweep', 'change Route 53', CHANGE, change(ZONE, ['CREATE', 'A'])],
  ['sweep', 'list a zone of nobody', LIST, listRecords('ZNOBODY')],
  ['sync', 'lift freezes', 'dynamodb:PutItem', writeLedger('freezes')],
  ['sweep', 'write freezes', 'dynamodb:PutItem', writeLedger('freezes')],
  [
    'operate',
    'write a name beside a zone',
    'dynamodb:PutItem',
    writeLedger('zone#Z', 'name#Z#a.example.com'),
  ],
  ['operate', 'change Route 53', CHANGE, change(ZONE, ['CREATE', 'A'])],
  ['sweep', 'take hints', 'sqs:ReceiveMessage', receive('QueueUrl')],
  ['sweep', 'read tags', 'elasticloadbalancing:DescribeTags', describeTags],
  ['survey', "assume the other zone's role", 'sts:AssumeRole', assume(OTHER_ROLE, externalId)],
  ['survey', 'change Route 53', CHANGE, change(ZONE, ['CREATE', 'A'])],
  ['survey', 'describe a cluster of nobody', 'eks:DescribeCluster', describeCluster('nobody')],
  ['survey', 'invoke sync', 'lambda:InvokeFunction', invoke('sync')],
  ['survey', 'read the ledger', 'dynamodb:BatchGetItem', readLedger],
  ['cluster', 'hint', 'sqs:SendMessage', send('QueueUrl')],
  ['cluster', 'read a survey', 's3:GetObject', readSurvey],
  ['cluster', 'describe load balancers', 'elasticloadbalancing:DescribeLoadBalancers', describeLoadBalancers],
];
it.each(mayNot)('%s may not %s', async (role, _, action, call) => {
  const { how, message } = await ended(call(as[role]));
  expect(how).toMatch(/^AccessDenied(Exception)?$/);
  const session = `arn:aws:sts::000000000000:assumed-role/signpost-us-east-1-${role}/test`;
  expect(message).toContain(`User: ${session} is not authorized to perform: ${action}`);
});

describe('the role of a zone of another account', () => {
  const there = roleClients(
    { ...root, credentials: sessionOf(root, roleArn('sync')) },
    OTHER_ROLE,
    externalId,
  );
  const refusal = (action: string) => ({
    how: 'AccessDenied',
    message: expect.stringContaining(`is not authorized to perform: ${action}`),
  });

  it.each([
    ['without the external id', undefined],
    ['with another external id', 'guess'],
  ])('is not for sync %s', async (_, id) => {
    expect(await ended(assume(OTHER_ROLE, id)(as.sync))).toEqual(refusal('sts:AssumeRole'));
  });

  it('is not for a role that may assume everything: it trusts sync alone', async () => {
    const grants = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }];
    const stranger = await makeRole(root, { name: 'permissions-stranger', trusts: LAMBDA, grants });
    const sts = new STSClient({ ...root, credentials: sessionOf(root, stranger) });
    const call = assume(OTHER_ROLE, externalId);
    expect(await ended(call({ ...as.sync, sts }))).toEqual(refusal('sts:AssumeRole'));
    sts.destroy();
  });

  it.each([
    ['list it', listRecords(OTHER_ZONE)],
    ['create a record', change(OTHER_ZONE, ['CREATE', 'A', `permissions.${otherName}`])],
    ['delete it again', change(OTHER_ZONE, ['DELETE', 'A', `permissions.${otherName}`])],
  ])('may %s', async (_, call) => {
    expect(await ended(call(there))).toEqual({ how: 'done', message: '' });
  });

  it.each([
    ['write a TXT record', change(OTHER_ZONE, ['CREATE', 'TXT', `permissions.${otherName}`])],
    ['upsert', change(OTHER_ZONE, ['UPSERT', 'A', `permissions.${otherName}`])],
    ['write a zone of nobody', change('ZNOBODY', ['CREATE', 'A'])],
  ])('may not %s', async (_, call) => {
    expect(await ended(call(there))).toEqual(refusal(CHANGE));
  });
});

describe('the API server of a cluster', () => {
  /** What it answers to a list of Services with a token that the role's code signs. */
  const listServices = async (role: Role): Promise<{ status: number; body: string }> => {
    const { cluster } = await as.survey.clusters.send(new DescribeClusterCommand({ name: 'demo' }));
    const credentials = await sessionOf(root, roleArn(role))();
    const ports = clusterPorts(credentials as Credentials, { request: 5_000, survey: 5_000 }, () => {});
    const request = {
      name: 'demo',
      region: root.region,
      endpoint: cluster?.endpoint ?? '',
      certificateAuthority: cluster?.certificateAuthority?.data ?? '',
      tagPrefix: 'signpost',
    };
    return ports.connect(request, (get) => get('/api/v1/services'));
  };

  it('lets the cluster role in, which has an access entry', async () => {
    expect(await listServices('cluster')).toMatchObject({ status: 200 });
  });

  it('lets no other role in', async () => {
    const { status, body } = await listServices('survey');
    expect(status).toBe(401);
    expect(body).toMatch(/no access entry for .*signpost-us-east-1-survey/);
  });
});

describe('a signature with another secret is refused', () => {
  const credentials = async () => ({
    ...(await sessionOf(root, roleArn('sync'))()),
    secretAccessKey: 'guess',
  });
  const settings = { ...root, credentials, maxAttempts: 1 };

  it('by the front', async () => {
    const client = new Route53Client(settings);
    const call = client.send(new ListHostedZonesCommand({}));
    expect(await ended(call)).toMatchObject({ how: 'SignatureDoesNotMatch' });
    client.destroy();
  });

  it('by MiniStack', async () => {
    const client = new DynamoDBClient(settings);
    const call = client.send(new ScanCommand({ TableName: 'any' }));
    expect(await ended(call)).toMatchObject({ how: 'InvalidSignatureException' });
    client.destroy();
  });
});
