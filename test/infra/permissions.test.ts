import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../infra/settings.ts';
import { allowed, type Question } from '../iam/allowed.ts';
import { statementsOf } from '../iam/roles-of.ts';
import { FULL, synthesise, text } from './synthesise.ts';

const statements = statementsOf(synthesise().state);
const of = (what: string) => statements.filter(({ role }) => role === `signpost-us-east-1-${what}`);

const ACCOUNT = 'us-east-1:111122223333';
const LEDGER = `arn:aws:dynamodb:${ACCOUNT}:table/signpost-us-east-1-ledger`;
const QUEUE = (what: string) => `arn:aws:sqs:${ACCOUNT}:signpost-us-east-1-${what}`;
const FUNCTION = (what: string) => `arn:aws:lambda:${ACCOUNT}:function:signpost-us-east-1-${what}`;
const BUCKET = 'arn:aws:s3:::signpost-111122223333-us-east-1-surveys';
const ZONE = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
const LOG = (what: string) =>
  `arn:aws:logs:${ACCOUNT}:log-group:/aws/lambda/signpost-us-east-1-${what}:log-stream:2026/01/01/x`;

describe('all roles', () => {
  it('have no wildcard in an action', () => {
    const wild = statements.filter(({ actions }) => actions.some((action) => action.includes('*')));
    expect(wild).toEqual([]);
  });

  it('have no statement for everything but what has no resources', () => {
    const everything = statements.filter(
      ({ effect, resources }) => effect === 'Allow' && resources.includes('*'),
    );
    expect(new Set(everything.flatMap(({ actions }) => actions))).toEqual(
      new Set([
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
        'elasticloadbalancing:DescribeInstanceHealth',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
      ]),
    );
  });

  it('stay within the size of inline policies', () => {
    for (const role of synthesise().state.all('AWS::IAM::Role')) {
      const size = JSON.stringify(role.Properties['Policies'] ?? []).length;
      expect(size).toBeLessThan(10_240);
    }
  });
});

describe('who may do what', () => {
  const may: readonly [string, string, string][] = [
    ['sync', 'elasticloadbalancing:DescribeTags', '*'],
    ['sync', 'elasticloadbalancing:DescribeTargetGroups', '*'],
    ['sync', 'elasticloadbalancing:DescribeTargetHealth', '*'],
    ['sync', 'elasticloadbalancing:DescribeInstanceHealth', '*'],
    ['sync', 'dynamodb:PutItem', LEDGER],
    ['sync', 'dynamodb:BatchGetItem', LEDGER],
    ['sync', 'sqs:ReceiveMessage', QUEUE('hints')],
    ['sync', 'sqs:ChangeMessageVisibility', QUEUE('hints')],
    ['sync', 'sqs:SendMessage', QUEUE('hints')],
    ['sync', 'sqs:SendMessage', QUEUE('hints-dlq')],
    ['sync', 'sqs:SendMessage', QUEUE('surveys-asked')],
    ['sync', 's3:GetObject', `${BUCKET}/blue`],
    ['sync', 's3:ListBucket', BUCKET],
    ['sync', 'route53:ListResourceRecordSets', ZONE('ZPUBLIC')],
    ['sync', 'route53:ListResourceRecordSets', ZONE('ZPRIVATE')],
    ['sync', 'sts:AssumeRole', 'arn:aws:iam::999988887777:role/dns'],
    ['survey', 'eks:DescribeCluster', `arn:aws:eks:${ACCOUNT}:cluster/inside`],
    ['survey', 'lambda:InvokeFunction', FUNCTION('cluster')],
    ['survey', 'lambda:InvokeFunction', FUNCTION('cluster-vpc-0a1b2c3d')],
    ['survey', 's3:PutObject', `${BUCKET}/blue`],
    ['survey', 'sqs:SendMessage', QUEUE('hints')],
    ['survey', 'sqs:ReceiveMessage', QUEUE('surveys-asked')],
    ['survey', 'sqs:ChangeMessageVisibility', QUEUE('surveys-asked')],
    ['sweep', 'dynamodb:Scan', LEDGER],
    ['sweep', 'elasticloadbalancing:DescribeLoadBalancers', '*'],
    ['sweep', 'sqs:SendMessage', QUEUE('hints')],
    ['operate', 'dynamodb:Scan', LEDGER],
    ['operate', 'dynamodb:BatchGetItem', LEDGER],
    ['operate', 'elasticloadbalancing:DescribeLoadBalancers', '*'],
    ['operate', 'sqs:SendMessage', QUEUE('hints')],
    ['sweep-schedule', 'lambda:InvokeFunction', FUNCTION('sweep')],
    ['sweep-schedule', 'sqs:SendMessage', QUEUE('undelivered')],
    ['cluster-in-vpc', 'ec2:CreateNetworkInterface', `arn:aws:ec2:${ACCOUNT}:subnet/subnet-0a1b2c3d`],
    ['sync', 'logs:PutLogEvents', LOG('sync')],
    ['survey', 'logs:PutLogEvents', LOG('survey')],
    ['sweep', 'logs:PutLogEvents', LOG('sweep')],
    ['operate', 'logs:PutLogEvents', LOG('operate')],
    ['cluster', 'logs:PutLogEvents', LOG('cluster')],
    ['cluster-in-vpc', 'logs:PutLogEvents', LOG('cluster-vpc-0a1b2c3d')],
  ];
  it.each(may)('%s may %s on %s', (role, action, resource) => {
    expect(allowed(of(role), { action, resource })).toBe(true);
  });

  const mayNot: readonly [string, string, string][] = [
    ['sync', 'route53:ListResourceRecordSets', ZONE('ZOTHER')],
    ['sync', 'route53:ListResourceRecordSets', ZONE('ZELSEWHERE')],
    ['sync', 'sts:AssumeRole', 'arn:aws:iam::999988887777:role/admin'],
    ['sync', 'lambda:InvokeFunction', FUNCTION('cluster')],
    ['sync', 'eks:DescribeCluster', `arn:aws:eks:${ACCOUNT}:cluster/blue`],
    ['sync', 's3:PutObject', `${BUCKET}/blue`],
    ['sync', 'dynamodb:Scan', LEDGER],
    ['sync', 'dynamodb:PutItem', `arn:aws:dynamodb:${ACCOUNT}:table/other`],
    ['sync', 'logs:PutLogEvents', LOG('survey')],
    ['survey', 'route53:ChangeResourceRecordSets', ZONE('ZPUBLIC')],
    ['survey', 'dynamodb:BatchGetItem', LEDGER],
    ['survey', 'eks:DescribeCluster', `arn:aws:eks:${ACCOUNT}:cluster/other`],
    ['survey', 'lambda:InvokeFunction', FUNCTION('sync')],
    ['sweep', 'route53:ChangeResourceRecordSets', ZONE('ZPUBLIC')],
    ['sweep', 'dynamodb:PutItem', LEDGER],
    ['sweep', 'elasticloadbalancing:DescribeTargetHealth', '*'],
    ['sweep', 'sqs:ReceiveMessage', QUEUE('hints')],
    ['operate', 'route53:ChangeResourceRecordSets', ZONE('ZPUBLIC')],
    ['operate', 'route53:ListResourceRecordSets', ZONE('ZPUBLIC')],
    ['operate', 'lambda:InvokeFunction', FUNCTION('sync')],
    ['operate', 'sqs:SendMessage', QUEUE('hints-dlq')],
    ['operate', 'sqs:ReceiveMessage', QUEUE('hints')],
    ['sweep-schedule', 'lambda:InvokeFunction', FUNCTION('sync')],
    ['sweep-schedule', 'sqs:SendMessage', QUEUE('hints')],
    ['cluster', 'sqs:SendMessage', QUEUE('hints')],
    ['cluster', 's3:GetObject', `${BUCKET}/blue`],
    ['cluster', 'ec2:DescribeSubnets', '*'],
  ];
  it.each(mayNot)('%s may not %s on %s', (role, action, resource) => {
    expect(allowed(of(role), { action, resource })).toBe(false);
  });

  it.each([
    ['freezes', ['freezes'], true],
    ['a zone', ['zone#ZPUBLIC'], true],
    ['both', ['freezes', 'zone#ZPUBLIC'], true],
    ['a name', ['name#ZPUBLIC#a.example.com'], false],
    ['a load balancer', ['lb#classic/us-east-1/web'], false],
    ['the quota', ['quota#111122223333'], false],
    ['a zone and a name', ['zone#ZPUBLIC', 'name#ZPUBLIC#a.example.com'], false],
    ['what is called nearly so', ['freezes#1'], false],
    ['what nobody says', undefined, false],
  ])('operate writes rows of the ledger by their keys: %s', (_, keys, expected) => {
    const context = keys && { 'dynamodb:LeadingKeys': keys };
    const question = { action: 'dynamodb:PutItem', resource: LEDGER, ...(context && { context }) };
    expect(allowed(of('operate'), question)).toBe(expected);
  });

  it('leaves the network interfaces of a VPC to Lambda', () => {
    const byCode = { 'lambda:SourceFunctionArn': [FUNCTION('cluster-vpc-0a1b2c3d')] };
    const question = {
      action: 'ec2:DeleteNetworkInterface',
      resource: `arn:aws:ec2:${ACCOUNT}:network-interface/eni-1`,
    };
    expect(allowed(of('cluster-in-vpc'), question)).toBe(true);
    expect(allowed(of('cluster-in-vpc'), { ...question, context: byCode })).toBe(false);
  });
});

describe('writes to Route 53', () => {
  const TYPES = 'route53:ChangeResourceRecordSetsRecordTypes';
  const ACTIONS = 'route53:ChangeResourceRecordSetsActions';
  const change = (zone: string, context: NonNullable<Question['context']>): Question => ({
    action: 'route53:ChangeResourceRecordSets',
    resource: ZONE(zone),
    context,
  });

  it.each([
    ['a swap of alias records', 'ZPUBLIC', { [TYPES]: ['A', 'AAAA'], [ACTIONS]: ['DELETE', 'CREATE'] }, true],
    ['the private zone', 'ZPRIVATE', { [TYPES]: ['A'], [ACTIONS]: ['CREATE'] }, true],
    ['an upsert', 'ZPUBLIC', { [TYPES]: ['A'], [ACTIONS]: ['UPSERT'] }, false],
    ['an upsert among others', 'ZPUBLIC', { [TYPES]: ['A'], [ACTIONS]: ['CREATE', 'UPSERT'] }, false],
    ['a TXT record', 'ZPUBLIC', { [TYPES]: ['TXT'], [ACTIONS]: ['CREATE'] }, false],
    ['a new CNAME record', 'ZPUBLIC', { [TYPES]: ['CNAME'], [ACTIONS]: ['CREATE'] }, true],
    ['a CNAME record that goes', 'ZPRIVATE', { [TYPES]: ['CNAME'], [ACTIONS]: ['DELETE'] }, true],
    [
      'an alias that becomes a CNAME',
      'ZPUBLIC',
      { [TYPES]: ['A', 'AAAA', 'CNAME'], [ACTIONS]: ['DELETE', 'CREATE'] },
      true,
    ],
    ['a CNAME that is upserted', 'ZPUBLIC', { [TYPES]: ['CNAME'], [ACTIONS]: ['UPSERT'] }, false],
    ['a TXT record that goes', 'ZPUBLIC', { [TYPES]: ['TXT'], [ACTIONS]: ['DELETE'] }, false],
    ['a TXT record beside a CNAME', 'ZPUBLIC', { [TYPES]: ['CNAME', 'TXT'], [ACTIONS]: ['CREATE'] }, false],
    ['name servers among others', 'ZPUBLIC', { [TYPES]: ['A', 'NS'], [ACTIONS]: ['DELETE'] }, false],
    ['no types told', 'ZPUBLIC', { [ACTIONS]: ['CREATE'] }, false],
    ['no actions told', 'ZPUBLIC', { [TYPES]: ['A'] }, false],
    ['nothing told', 'ZPUBLIC', {}, false],
    ['a zone that is not in the settings', 'ZOTHER', { [TYPES]: ['A'], [ACTIONS]: ['CREATE'] }, false],
    ['a zone of another account', 'ZELSEWHERE', { [TYPES]: ['A'], [ACTIONS]: ['CREATE'] }, false],
  ])('%s', (_, zone, context, expected) => {
    expect(allowed(of('sync'), change(zone, context as NonNullable<Question['context']>))).toBe(expected);
  });

  it('are not granted at all under the policy plan', () => {
    const plan = statementsOf(synthesise({ ...FULL, policy: 'plan' }).state);
    expect(plan.flatMap(({ actions }) => actions)).not.toContain('route53:ChangeResourceRecordSets');
    expect(plan.flatMap(({ actions }) => actions)).toContain('route53:ListResourceRecordSets');
  });
});

describe('many zones', () => {
  const zones = (count: number): SettingsInput['zones'] =>
    Array.from({ length: count }, (_, index) => ({
      id: `Z${String(index).padStart(20, '0')}`,
      name: `zone-${index}.example.com`,
    }));
  const managed = (count: number) =>
    synthesise({ policy: 'sync', zones: zones(count) }).state.all('AWS::IAM::ManagedPolicy');

  it.each([1, 100, 400])('%i fit the sizes of IAM', (count) => {
    for (const { Properties } of managed(count)) {
      const { Statement } = Properties['PolicyDocument'] as { Statement: { Resource: unknown }[] };
      const written = Statement.map((statement) => ({
        ...statement,
        Resource: [statement.Resource].flat().map((arn) => text(arn).replace('arn:aws:', 'arn:aws-us-gov:')),
      }));
      expect(JSON.stringify({ Version: '2012-10-17', Statement: written }).length).toBeLessThan(6144);
    }
    expect(managed(count).length).toBeLessThanOrEqual(10);
  });

  it('all get through', () => {
    const { state } = synthesise({ policy: 'sync', zones: zones(100) });
    for (const { id } of zones(100)) {
      const question = { action: 'route53:ListResourceRecordSets', resource: ZONE(id) };
      expect(allowed(statementsOf(state), question)).toBe(true);
    }
  });

  it('too many are refused, saying what to do', () => {
    expect(() => managed(600)).toThrow(
      /signpost\.zones: got 600 zones.*Spread the zones over several stacks/,
    );
  });
});
