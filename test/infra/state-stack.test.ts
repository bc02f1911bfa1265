import { describe, expect, it } from 'vitest';
import { synthesise, text } from './synthesise.ts';

const { state } = synthesise();
const ledger = state.one('AWS::DynamoDB::Table');
const bucket = state.one('AWS::S3::Bucket');

function trustOf(what: string): unknown {
  const role = state.one('AWS::IAM::Role', 'RoleName', `signpost-us-east-1-${what}`);
  return (role.Properties['AssumeRolePolicyDocument'] as { Statement: unknown }).Statement;
}

describe('state stack', () => {
  it('cannot be deleted by mistake', () => expect(state.terminationProtection).toBe(true));

  it.each(['AWS::DynamoDB::Table', 'AWS::S3::Bucket'])('keeps its %s when it goes', (type) => {
    expect(state.one(type)).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

describe('ledger', () => {
  it.each([
    ['has a fixed name', { TableName: 'signpost-us-east-1-ledger' }],
    [
      'has the hash key pk alone',
      {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      },
    ],
    ['is paid by request', { BillingMode: 'PAY_PER_REQUEST' }],
    ['can go back in time', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    ['is protected from deletion', { DeletionProtectionEnabled: true }],
    ['is encrypted', { SSESpecification: { SSEEnabled: true } }],
    ['lets rows expire', { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } }],
  ])('%s', (_, properties) => expect(ledger.Properties).toMatchObject(properties));

  it('has no index', () => expect(ledger.Properties).not.toHaveProperty('GlobalSecondaryIndexes'));
});

describe('survey bucket', () => {
  it.each([
    ['has a name with account and Region', { BucketName: 'signpost-111122223333-us-east-1-surveys' }],
    [
      'is closed to the public',
      {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    ],
    [
      'is encrypted',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    ],
    ['knows no ACLs', { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }],
  ])('%s', (_, properties) => expect(bucket.Properties).toMatchObject(properties));

  it('keeps no versions', () => expect(bucket.Properties).not.toHaveProperty('VersioningConfiguration'));

  it('lets go of clusters that left', () => {
    expect(bucket.Properties['LifecycleConfiguration']).toMatchObject({
      Rules: expect.arrayContaining([expect.objectContaining({ ExpirationInDays: 90, Status: 'Enabled' })]),
    });
  });

  it('takes TLS only', () => {
    const policy = state.one('AWS::S3::BucketPolicy');
    expect(policy.Properties['PolicyDocument']).toMatchObject({
      Statement: [
        { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    });
  });
});

describe('roles', () => {
  it.each(['sync', 'survey', 'sweep', 'operate', 'sweep-schedule', 'cluster', 'cluster-in-vpc'])(
    '%s has a fixed name',
    (what) => {
      expect(state.one('AWS::IAM::Role', 'RoleName', `signpost-us-east-1-${what}`)).toBeDefined();
    },
  );

  const taken = { Action: 'sts:AssumeRole', Effect: 'Allow' };

  it.each(['sync', 'survey', 'sweep', 'operate', 'cluster', 'cluster-in-vpc'])(
    '%s can be taken by Lambda alone',
    (what) => {
      expect(trustOf(what)).toEqual([{ ...taken, Principal: { Service: 'lambda.amazonaws.com' } }]);
    },
  );

  it('sweep-schedule can be taken by the Scheduler alone, for this account', () => {
    expect(trustOf('sweep-schedule')).toEqual([
      {
        ...taken,
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('for VPCs is there only if a cluster has one', () => {
    const { state: without } = synthesise({ policy: 'plan', zones: [{ id: 'Z1', name: 'example.com' }] });
    const names = without.all('AWS::IAM::Role').map(({ Properties }) => text(Properties['RoleName']));
    expect(names.toSorted()).toEqual(
      ['cluster', 'operate', 'survey', 'sweep', 'sweep-schedule', 'sync'].map(
        (what) => `signpost-us-east-1-${what}`,
      ),
    );
  });
});
