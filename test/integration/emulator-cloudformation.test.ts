import {
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetBucketLifecycleConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { REFUSED_TYPES } from '../sandbox/left-out.ts';
import { type ClientSettings, clientSettings, ownAccount } from './aws-clients.ts';
import { LAMBDA, makeRole } from './make-role.ts';
import { smallStack } from './small-stack.ts';

// Each of these holds a workaround of the sandbox against MiniStack itself. One that fails: the emulator has learnt it,
// and the workaround that its title names can go.

const PROPERTIES: Readonly<Record<string, object>> = {
  'AWS::Events::Archive': {
    ArchiveName: 'archive',
    SourceArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
  },
  'AWS::EKS::AccessEntry': {
    ClusterName: 'demo',
    PrincipalArn: 'arn:aws:iam::000000000000:role/reader',
  },
};

let settings: ClientSettings;
beforeAll(() => {
  settings = clientSettings(inject('sandbox').ministack, ownAccount());
});

describe('left-out.ts', () => {
  it.each(REFUSED_TYPES)('takes out %s, which CloudFormation refuses', async (Type) => {
    const Properties = PROPERTIES[Type];
    expect(Properties).toBeDefined();
    await expect(smallStack(settings, { Refused: { Type, Properties } })).rejects.toThrow(
      /Unrecognized resource types|Unsupported resource type/,
    );
  });
});

describe('made-by-api.ts', () => {
  it('sets time to live and point-in-time recovery, which CloudFormation drops', async () => {
    const stack = await smallStack(settings, {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'dropped',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      },
    });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const client = new DynamoDBClient(settings);
    const TableName = 'dropped';
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(ttl.TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
    const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe('DISABLED');
    client.destroy();
  });

  it('sets the lifecycle of a bucket, which CloudFormation drops', async () => {
    const stack = await smallStack(settings, {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'dropped',
          LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 90 }] },
        },
      },
    });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const client = new S3Client(settings);
    await expect(
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'dropped' })),
    ).rejects.toThrow(/lifecycle/i);
    client.destroy();
  });
});

describe('pump/mapping.ts', () => {
  it('takes mappings whatever their state: a disabled one says that it is enabled', async () => {
    const { StackStatus } = await smallStack(settings, {
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mapped' } },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: await makeRole(settings, { name: 'any', trusts: LAMBDA }),
          Code: { ZipFile: 'exports.handler = async () => ({});' },
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          FunctionName: { Ref: 'Function' },
          Enabled: false,
        },
      },
    });
    expect(StackStatus).toBe('CREATE_COMPLETE');
    const client = new LambdaClient(settings);
    const { EventSourceMappings } = await client.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings?.map(({ State }) => State)).toEqual(['Enabled']);
    client.destroy();
  });
});

describe('stack-events.ts', () => {
  it('tells of stacks, because CloudFormation does not', async () => {
    const status = { source: ['aws.cloudformation'] };
    const watching = await smallStack(settings, {
      Heard: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'heard' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: status,
          Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Heard', 'Arn'] } }],
        },
      },
    });
    expect(watching.StackStatus).toBe('CREATE_COMPLETE');
    await smallStack(settings, { Other: { Type: 'AWS::SQS::Queue' } });
    const client = new SQSClient(settings);
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: `${settings.endpoint}/${settings.credentials.accessKeyId}/heard`,
        WaitTimeSeconds: 1,
      }),
    );
    expect(Messages).toBeUndefined();
    client.destroy();
  });
});
