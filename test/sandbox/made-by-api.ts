import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateArchiveCommand,
  DescribeArchiveCommand,
  EventBridgeClient,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { type LifecycleRule, PutBucketLifecycleConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import type { LeftOut } from './left-out.ts';
import { templateValue } from './template-values.ts';

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties are whatever its type has
  readonly Properties?: any;
}

/** What the local CloudFormation refuses or silently drops, and the API of the service takes. */
export async function makeByApi(cdkOut: string, endpoint: string): Promise<void> {
  const settings = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const events = new EventBridgeClient(settings);
  const tables = new DynamoDBClient(settings);
  const buckets = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const leftOut: LeftOut[] = JSON.parse(await readFile(join(cdkOut, 'left-out.json'), 'utf8'));
    for (const { type, properties } of leftOut) {
      if (type === 'AWS::Events::Archive') await makeArchive(events, templateValue(properties));
    }
    for (const { Type, Properties } of await deployedResources(cdkOut)) {
      if (Type === 'AWS::DynamoDB::Table') await finishTable(tables, templateValue(Properties));
      if (Type === 'AWS::S3::Bucket') await finishBucket(buckets, templateValue(Properties));
    }
  } finally {
    events.destroy();
    tables.destroy();
    buckets.destroy();
  }
}

async function deployedResources(cdkOut: string): Promise<Resource[]> {
  const manifest: { artifacts: Record<string, { type: string; properties: { templateFile: string } }> } =
    JSON.parse(await readFile(join(cdkOut, 'manifest.json'), 'utf8'));
  const stacks = Object.values(manifest.artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
  const templates: { Resources: Record<string, Resource> }[] = await Promise.all(
    stacks.map(async ({ properties }) =>
      JSON.parse(await readFile(join(cdkOut, properties.templateFile), 'utf8')),
    ),
  );
  return templates.flatMap(({ Resources }) => Object.values(Resources));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function makeArchive(events: EventBridgeClient, properties: any): Promise<void> {
  const archive = {
    ArchiveName: properties.ArchiveName,
    EventSourceArn: properties.SourceArn,
    Description: properties.Description,
    EventPattern: JSON.stringify(properties.EventPattern),
    RetentionDays: properties.RetentionDays,
  };
  const there = await events
    .send(new DescribeArchiveCommand({ ArchiveName: archive.ArchiveName }))
    .catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
  if (there === undefined) await events.send(new CreateArchiveCommand(archive));
  else await events.send(new UpdateArchiveCommand(archive));
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function finishTable(tables: DynamoDBClient, properties: any): Promise<void> {
  const { TableName, TimeToLiveSpecification, PointInTimeRecoverySpecification } = properties;
  if (TimeToLiveSpecification !== undefined) {
    await tables.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  if (PointInTimeRecoverySpecification !== undefined) {
    await tables.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function finishBucket(buckets: S3Client, { BucketName, LifecycleConfiguration }: any): Promise<void> {
  if (BucketName === undefined || LifecycleConfiguration === undefined) return;
  const Rules: LifecycleRule[] = LifecycleConfiguration.Rules.map(lifecycleRule);
  await buckets.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: BucketName, LifecycleConfiguration: { Rules } }),
  );
}

/** CloudFormation and the API spell the same rule differently. */
// biome-ignore lint/suspicious/noExplicitAny: as above
function lifecycleRule({ Id, Status, Prefix = '', ExpirationInDays, AbortIncompleteMultipartUpload }: any) {
  return {
    ID: Id,
    Status,
    Filter: { Prefix },
    ...(ExpirationInDays !== undefined && { Expiration: { Days: ExpirationInDays } }),
    ...(AbortIncompleteMultipartUpload !== undefined && { AbortIncompleteMultipartUpload }),
  };
}
