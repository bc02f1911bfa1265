import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../functions/environment.ts';
import { surveyEnvironment } from '../../functions/survey/environment.ts';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { arn, FULL, synthesise, text, VPC } from './synthesise.ts';

const { main } = synthesise();
const WHAT = ['sync', 'survey', 'sweep', 'operate', 'cluster', 'cluster-vpc-0a1b2c3d'];
const lambda = (what: string) =>
  main.one('AWS::Lambda::Function', 'FunctionName', `signpost-us-east-1-${what}`);
const variables = (what: string) =>
  Object.fromEntries(
    Object.entries((lambda(what).Properties['Environment'] as { Variables: object }).Variables).map(
      ([key, value]) => [key, text(value)],
    ),
  );

describe('functions', () => {
  it('are these', () => {
    const names = main.all('AWS::Lambda::Function').map(({ Properties }) => text(Properties['FunctionName']));
    expect(names.toSorted()).toEqual(WHAT.map((what) => `signpost-us-east-1-${what}`).toSorted());
  });

  it.each(WHAT)('%s runs on Node 24, arm64', (what) => {
    expect(lambda(what).Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it.each(WHAT)('%s shows sources in stack traces', (what) => {
    expect(variables(what)).toMatchObject({ NODE_OPTIONS: '--enable-source-maps' });
  });

  it.each(WHAT)('%s logs JSON into a group that forgets', (what) => {
    const group = main.one('AWS::Logs::LogGroup', 'LogGroupName', `/aws/lambda/signpost-us-east-1-${what}`);
    expect(lambda(what).Properties['LoggingConfig']).toMatchObject({
      LogFormat: 'JSON',
      LogGroup: { Ref: group.id },
    });
    expect(group.Properties['RetentionInDays']).toBe(30);
  });

  it.each([
    ['sync', 'sync', 120, 512],
    ['survey', 'survey', 60, 512],
    ['sweep', 'sweep', 300, 512],
    ['operate', 'operate', 55, 512],
    ['cluster', 'cluster', 45, 1024],
    ['cluster-vpc-0a1b2c3d', 'cluster-in-vpc', 45, 1024],
  ])('%s runs as %s, %i s, %i MB', (what, role, Timeout, MemorySize) => {
    expect(lambda(what).Properties).toMatchObject({ Timeout, MemorySize });
    expect(text(lambda(what).Properties['Role'])).toBe(
      `arn:aws:iam::111122223333:role/signpost-us-east-1-${role}`,
    );
  });

  it('bring no role and no policy of their own', () => {
    const kinds = main.resources.map(({ Type }) => Type).filter((type) => type.startsWith('AWS::IAM'));
    expect(kinds).toEqual([]);
  });

  it('in a VPC is placed in its subnets', () => {
    expect(lambda('cluster-vpc-0a1b2c3d').Properties['VpcConfig']).toEqual({
      SubnetIds: VPC.subnetIds,
      SecurityGroupIds: VPC.securityGroupIds,
    });
  });

  it.each(['sync', 'survey', 'sweep', 'operate', 'cluster'])('%s is in no VPC', (what) => {
    expect(lambda(what).Properties).not.toHaveProperty('VpcConfig');
  });

  it('tell the survey which function reaches which cluster', () => {
    expect(JSON.parse(variables('survey')[ENVIRONMENT.clusterFunctions]!)).toEqual({
      public: 'signpost-us-east-1-cluster',
      [VPC.id]: 'signpost-us-east-1-cluster-vpc-0a1b2c3d',
    });
  });

  it('give the survey all that it reads', () => {
    const settings = JSON.stringify(runtimeSettings(parseSettings(FULL)));
    expect(() =>
      surveyEnvironment({ AWS_REGION: 'us-east-1', ...variables('survey') }, settings),
    ).not.toThrow();
  });

  it.each([
    [
      'sync',
      ['ledgerTable', 'hintQueueUrl', 'deadLetterQueueUrl', 'surveyQueueUrl', 'surveyBucket', 'accountId'],
    ],
    [
      'survey',
      [
        ...(['hintQueueUrl', 'surveyQueueUrl', 'surveyDeadLetterQueueUrl'] as const),
        ...(['surveyBucket', 'accountId', 'clusterFunctions'] as const),
      ],
    ],
    ['sweep', ['ledgerTable', 'hintQueueUrl', 'accountId']],
    [
      'operate',
      [
        ...([
          'ledgerTable',
          'accountId',
          'archiveArn',
          'ruleArns',
          'hintQueueUrl',
          'surveyQueueUrl',
        ] as const),
        ...([
          'deadLetterQueueUrl',
          'surveyDeadLetterQueueUrl',
          'undeliveredQueueUrl',
          'surveyBucket',
        ] as const),
      ],
    ],
    ['cluster', []],
  ] as const)('%s has these variables of ours', (what, keys) => {
    const ours = new Set<string>(Object.values(ENVIRONMENT));
    const set = Object.keys(variables(what)).filter((name) => ours.has(name));
    expect(set.toSorted()).toEqual(keys.map((key) => ENVIRONMENT[key]).toSorted());
  });

  it('operate is told the rules that a replay may go to: those that bring hints, and no other', () => {
    const { ARCHIVE_ARN, RULE_ARNS } = variables('operate');
    const place = 'us-east-1:111122223333';
    expect(text(ARCHIVE_ARN)).toBe(`arn:aws:events:${place}:archive/signpost-us-east-1-events`);
    const hints = main.one('AWS::SQS::Queue', 'QueueName', 'signpost-us-east-1-hints');
    const bringing = main
      .all('AWS::Events::Rule')
      .filter(({ Properties }) => {
        const targets = Properties['Targets'] as readonly { readonly Arn: unknown }[];
        return targets.some(({ Arn }) => text(Arn) === arn(hints));
      })
      .map(({ Properties }) => `arn:aws:events:${place}:rule/${text(Properties['Name'])}`);
    expect(text(RULE_ARNS).split(' ').toSorted()).toEqual(bringing.toSorted());
    expect(bringing).toHaveLength(2);
  });

  it('without clusters there is nothing to read them', () => {
    const { main: none } = synthesise({ policy: 'plan', zones: [{ id: 'Z1', name: 'example.com' }] });
    const names = none.all('AWS::Lambda::Function').map(({ Properties }) => text(Properties['FunctionName']));
    expect(names.toSorted()).toEqual(
      ['operate', 'survey', 'sweep', 'sync'].map((what) => `signpost-us-east-1-${what}`),
    );
  });
});

describe('access to clusters', () => {
  it('is made for those that ask, each by the role that reads it', () => {
    const entries = main.all('AWS::EKS::AccessEntry').map(({ Properties }) => ({
      cluster: Properties['ClusterName'],
      role: text(Properties['PrincipalArn']),
      groups: Properties['KubernetesGroups'],
    }));
    const role = (what: string) => `arn:aws:iam::111122223333:role/signpost-us-east-1-${what}`;
    expect(entries).toEqual([
      { cluster: 'blue', role: role('cluster'), groups: ['signpost-readers'] },
      { cluster: 'inside', role: role('cluster-in-vpc'), groups: ['signpost-readers'] },
    ]);
  });
});

describe('access that is yours to give', () => {
  const told = Object.entries(main.outputs)
    .filter(([name]) => name.startsWith('ClusterAccess'))
    .map(([name, { Value }]) => [name.replace(/[0-9A-F]{8}$/, ''), text(Value)]);

  it('is told for those clusters alone, as a command and as Terraform', () => {
    expect(Object.fromEntries(told)).toEqual({
      ClusterAccessgreenCommand:
        'aws eks create-access-entry --cluster-name green --type STANDARD --kubernetes-groups signpost-readers --principal-arn arn:aws:iam::111122223333:role/signpost-us-east-1-cluster',
      ClusterAccessgreenTerraform: `resource "aws_eks_access_entry" "signpost_green" {
  cluster_name      = "green"
  principal_arn     = "arn:aws:iam::111122223333:role/signpost-us-east-1-cluster"
  kubernetes_groups = ["signpost-readers"]
  type              = "STANDARD"
}`,
    });
  });

  it('in the form that the documents show', async () => {
    const permissions = await readFile(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
    const terraform = told.find(([name]) => name?.endsWith('Terraform'))?.[1] ?? '';
    expect(permissions).toContain(terraform.replaceAll('green', 'blue'));
  });
});

describe('outputs', () => {
  it.each([
    ['LedgerTable', 'signpost-us-east-1-ledger'],
    ['SurveyBucket', 'signpost-111122223333-us-east-1-surveys'],
    ['SyncFunction', 'signpost-us-east-1-sync'],
    ['SyncLogGroup', '/aws/lambda/signpost-us-east-1-sync'],
    ['SurveyFunction', 'signpost-us-east-1-survey'],
    ['SweepFunction', 'signpost-us-east-1-sweep'],
    ['OperateFunction', 'signpost-us-east-1-operate'],
    ['ArchiveName', 'signpost-us-east-1-events'],
    ['ClusterRoleArn', 'arn:aws:iam::111122223333:role/signpost-us-east-1-cluster'],
    ['ClusterInVpcRoleArn', 'arn:aws:iam::111122223333:role/signpost-us-east-1-cluster-in-vpc'],
  ])('%s', (name, value) => expect(text(main.outputs[name]?.Value)).toBe(value));

  it.each([
    ['QueueUrl', 'hints'],
    ['DeadLetterQueueUrl', 'hints-dlq'],
    ['SurveyQueueUrl', 'surveys-asked'],
    ['UndeliveredQueueUrl', 'undelivered'],
  ])('%s', (name, what) => {
    const { id } = main.one('AWS::SQS::Queue', 'QueueName', `signpost-us-east-1-${what}`);
    expect(main.outputs[name]?.Value).toEqual({ Ref: id });
  });
});
