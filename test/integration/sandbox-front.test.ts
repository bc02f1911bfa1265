import { randomUUID } from 'node:crypto';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import {
  CreateHostedZoneCommand,
  ListHostedZonesCommand,
  Route53Client,
  type Route53ClientConfig,
} from '@aws-sdk/client-route-53';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, inject, it } from 'vitest';
import { clientSettings, ownAccount, sessionOf } from './aws-clients.ts';
import { makeRole } from './make-role.ts';

const clients: { destroy(): void }[] = [];
const made = <Client extends { destroy(): void }>(client: Client): Client => {
  clients.push(client);
  return client;
};
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

const zonesOf = async (settings: Route53ClientConfig) => {
  const { HostedZones } = await made(new Route53Client(settings)).send(new ListHostedZonesCommand({}));
  return HostedZones?.map(({ Name }) => Name);
};

it('takes a 12-digit access key for the account, and `test` for the first; it knows no other', async () => {
  const { url } = inject('sandbox');
  const account = ownAccount();
  const other = made(new Route53Client(clientSettings(url, account)));
  await other.send(new CreateHostedZoneCommand({ Name: 'example.net', CallerReference: randomUUID() }));
  expect(await zonesOf(clientSettings(url, account))).toEqual(['example.net.']);
  expect(await zonesOf(clientSettings(url, 'test'))).toHaveLength(4);
  await expect(zonesOf(clientSettings(url, 'anybody'))).rejects.toThrow(/security token .* is invalid/);
});

it("acts in a role's account with the credentials of that role", async () => {
  const { url } = inject('sandbox');
  const account = ownAccount();
  const role = await makeRole(clientSettings(url, account), {
    name: 'zones',
    trusts: { AWS: 'arn:aws:iam::000000000000:root' },
    grants: [{ Effect: 'Allow', Action: 'route53:ListHostedZones', Resource: '*' }],
  });
  const settings = { ...clientSettings(url), credentials: sessionOf(clientSettings(url), role) };
  const { Account } = await made(new STSClient(settings)).send(new GetCallerIdentityCommand({}));
  expect(Account).toBe(account);
  expect(await zonesOf(settings)).toEqual([]);
});

it('keeps Regions apart where AWS does', async () => {
  const settings = { ...clientSettings(inject('sandbox').url), region: 'eu-west-1' };
  await expect(
    made(new EKSClient(settings)).send(new DescribeClusterCommand({ name: 'demo' })),
  ).rejects.toThrow(/No cluster found/);
});

it('passes large objects through as they are', async () => {
  const client = made(
    new S3Client({ ...clientSettings(inject('sandbox').url, ownAccount()), forcePathStyle: true }),
  );
  const Body = Buffer.alloc(8 * 1024 * 1024, 'signpost');
  const object = { Bucket: 'large', Key: 'a key/with space+plus' };
  await client.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await client.send(new PutObjectCommand({ ...object, Body }));
  const answer = await client.send(new GetObjectCommand(object));
  expect(Buffer.from(await answer.Body!.transformToByteArray()).equals(Body)).toBe(true);
});

it('passes refusals of MiniStack through, and makes its own', async () => {
  const account = ownAccount();
  const client = made(new SQSClient(clientSettings(inject('sandbox').url, account)));
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'missing' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
  await expect(
    client.send(new StartMessageMoveTaskCommand({ SourceArn: `arn:aws:sqs:us-east-1:${account}:missing` })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('names queues by its own address', () => {
  const { url, outputs } = inject('sandbox');
  expect(outputs['QueueUrl']).toMatch(new RegExp(`^${url}/000000000000/`));
});
