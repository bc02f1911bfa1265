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
import { PutBucketLifecycleConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import type { LeftOut } from './left-out.ts';
import { templateValue } from './template-values.ts';

interface ArchiveProperties {
  readonly ArchiveName: string;
  readonly SourceArn: string;
  readonly Description: string;
  readonly EventPattern: object;
  readonly RetentionDays: number;
}

interface TableProperties {
  readonly TableName: string;
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled: boolean };
}

interface BucketProperties {
  readonly BucketName: string;
  readonly LifecycleConfiguration?: {
    readonly Rules: readonly {
      readonly Id: string;
      readonly Status: 'Enabled' | 'Disabled';
      readonly Prefix?: string;
      readonly ExpirationInDays?: number;
      readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
    }[];
  };
}

/** What the local CloudFormation refuses or silently drops, and the API of the service takes. */
export async function makeByApi(cdkOut: string, endpoint: string): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region: 'us-east-1', credentials };
  const events = new EventBridgeClient(settings);
  const tables = new DynamoDBClient(settings);
  const buckets = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const leftOut: LeftOut[] = JSON.parse(await readFile(join(cdkOut, 'left-out.json'), 'utf8'));
    for (const properties of ofType<ArchiveProperties>(leftOut, 'AWS::Events::Archive')) {
      await makeArchive(events, properties);
    }
    const deployed = await deployedResources(cdkOut);
    for (const properties of ofType<TableProperties>(deployed, 'AWS::DynamoDB::Table')) {
      await finishTable(tables, properties);
    }
    for (const properties of ofType<BucketProperties>(deployed, 'AWS::S3::Bucket')) {
      await finishBucket(buckets, properties);
    }
  } finally {
    for (const client of [events, tables, buckets]) client.destroy();
  }
}

/** The properties of the resources of a type; what they hold is for the type of resource to say. */
function ofType<Properties>(resources: readonly LeftOut[], wanted: string): Properties[] {
  return resources
    .filter(({ type }) => type === wanted)
    .map(({ properties }) => templateValue(properties) as Properties);
}

async function deployedResources(cdkOut: string): Promise<LeftOut[]> {
  const read = async (file: string) => JSON.parse(await readFile(join(cdkOut, file), 'utf8'));
  const { artifacts }: { artifacts: Record<string, { type: string; properties: { templateFile: string } }> } =
    await read('manifest.json');
  const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
  const templates: { Resources: Record<string, { Type: string; Properties?: unknown }> }[] =
    await Promise.all(stacks.map(({ properties }) => read(properties.templateFile)));
  return templates
    .flatMap(({ Resources }) => Object.values(Resources))
    .map(({ Type, Properties }) => ({ type: Type, properties: Properties }));
}

async function makeArchive(events: EventBridgeClient, properties: ArchiveProperties): Promise<void> {
  const { SourceArn, EventPattern, ...rest } = properties;
  const archive = { ...rest, EventSourceArn: SourceArn, EventPattern: JSON.stringify(EventPattern) };
  const there = await events
    .send(new DescribeArchiveCommand({ ArchiveName: archive.ArchiveName }))
    .catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
  if (there === undefined) await events.send(new CreateArchiveCommand(archive));
  else await events.send(new UpdateArchiveCommand(archive));
}

async function finishTable(tables: DynamoDBClient, properties: TableProperties): Promise<void> {
  const { TableName, TimeToLiveSpecification, PointInTimeRecoverySpecification } = properties;
  if (TimeToLiveSpecification !== undefined) {
    await tables.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  if (PointInTimeRecoverySpecification !== undefined) {
    await tables.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  }
}

async function finishBucket(buckets: S3Client, properties: BucketProperties): Promise<void> {
  if (properties.LifecycleConfiguration === undefined) return;
  // CloudFormation and the API spell the same rule differently.
  const Rules = properties.LifecycleConfiguration.Rules.map(
    ({ Id, Prefix = '', ExpirationInDays, ...same }) => ({
      ...same,
      ID: Id,
      Filter: { Prefix },
      ...(ExpirationInDays !== undefined && { Expiration: { Days: ExpirationInDays } }),
    }),
  );
  const LifecycleConfiguration = { Rules };
  await buckets.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: properties.BucketName, LifecycleConfiguration }),
  );
}
