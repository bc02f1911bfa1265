import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LISTENING, ministackCommand } from '../sandbox/ministack.ts';
import { startChild } from '../sandbox/processes/child.ts';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { type ClientSettings, clientSettings, ownAccount, sessionOf } from './aws-clients.ts';
import { LAMBDA, makeRole } from './make-role.ts';
import { ended } from './role-clients.ts';

// Each of these holds a workaround of the sandbox against MiniStack itself. One that fails: the emulator has learnt it,
// and the workaround that its title names can go.

const teardown = new Teardown();
afterAll(() => teardown.run());

describe('enforcement.py', () => {
  /** Of a MiniStack that is started without it. */
  let settings: ClientSettings;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-probe-'));
    teardown.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const {
      command,
      args: _,
      ...how
    } = await ministackCommand({ folder, front: 'http://127.0.0.1:9' }, teardown);
    const args = ['-s', '-m', 'hypercorn', 'ministack.app:app', '--bind', '127.0.0.1:0'];
    const child = teardown.start(() => startChild(command, args, how));
    const [, port] = await child.printed(LISTENING);
    settings = clientSettings(`http://127.0.0.1:${port}`);
  });

  it('authorises a batch of messages as its messages: the emulator wants a permission that AWS does not have', async () => {
    const grants = [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }];
    const role = await makeRole(settings, { name: 'sender', trusts: LAMBDA, grants });
    const owner = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
    const sender = new SQSClient({
      ...settings,
      credentials: sessionOf(settings, role),
      useQueueUrlAsEndpoint: false,
    });
    teardown.add(() => owner.destroy());
    teardown.add(() => sender.destroy());
    const { QueueUrl } = await owner.send(new CreateQueueCommand({ QueueName: 'sent' }));
    const one = { MessageBody: 'hello' };
    expect(await ended(sender.send(new SendMessageCommand({ QueueUrl, ...one })))).toMatchObject({
      how: 'done',
    });
    const Entries = [{ Id: '1', ...one }];
    expect(await ended(sender.send(new SendMessageBatchCommand({ QueueUrl, Entries })))).toMatchObject({
      how: 'AccessDenied',
      message: expect.stringContaining('sqs:SendMessageBatch'),
    });
  });

  it('knows the keys of rows: the emulator fills in none, and whoever may write some rows only may write none', async () => {
    const grants = [
      {
        Effect: 'Allow',
        Action: 'dynamodb:PutItem',
        Resource: '*',
        Condition: { Null: { 'dynamodb:LeadingKeys': 'false' } },
      },
    ];
    const role = await makeRole(settings, { name: 'some-rows', trusts: LAMBDA, grants });
    const writer = new DynamoDBClient({ ...settings, credentials: sessionOf(settings, role) });
    teardown.add(() => writer.destroy());
    const put = new PutItemCommand({ TableName: 'rows', Item: { pk: { S: 'freezes' } } });
    expect(await ended(writer.send(put))).toMatchObject({ how: 'AccessDeniedException' });
  });

  it('has every call come over TLS: the deployed policies deny everything else', async () => {
    const Bucket = 'tls-only';
    const owner = new S3Client({ ...settings, forcePathStyle: true });
    const grants = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
    const credentials = sessionOf(
      settings,
      await makeRole(settings, { name: 'lister', trusts: LAMBDA, grants }),
    );
    const lister = new S3Client({ ...settings, credentials, forcePathStyle: true });
    teardown.add(() => owner.destroy());
    teardown.add(() => lister.destroy());
    await owner.send(new CreateBucketCommand({ Bucket }));
    const list = new ListObjectsV2Command({ Bucket });
    expect(await ended(lister.send(list))).toMatchObject({ how: 'done' });
    const Statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await ended(lister.send(list))).toMatchObject({ how: 'AccessDenied' });
  });
});

describe('front/authorize.ts', () => {
  it("knows what a batch of Route 53 holds: the emulator fills in none of the service's condition keys", async () => {
    const settings = clientSettings(inject('sandbox').ministack, ownAccount());
    const grants = [
      {
        Effect: 'Allow',
        Action: 'route53:ChangeResourceRecordSets',
        Resource: '*',
        Condition: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A'] } },
      },
    ];
    const role = await makeRole(settings, { name: 'addresses', trusts: LAMBDA, grants });
    const owner = new Route53Client(settings);
    const writer = new Route53Client({ ...settings, credentials: sessionOf(settings, role) });
    teardown.add(() => owner.destroy());
    teardown.add(() => writer.destroy());
    const { HostedZone } = await owner.send(
      new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'probe' }),
    );
    const ResourceRecordSet = {
      Name: 'www.example.com',
      Type: 'TXT' as const,
      TTL: 60,
      ResourceRecords: [{ Value: '"no address"' }],
    };
    const change = new ChangeResourceRecordSetsCommand({
      HostedZoneId: HostedZone?.Id,
      ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet }] },
    });
    expect(await ended(writer.send(change))).toMatchObject({ how: 'done' });
  });
});
