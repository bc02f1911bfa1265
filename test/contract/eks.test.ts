import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { afterAll, expect } from 'vitest';
import { createEks } from '../world/eks.ts';
import { eksService } from '../world/http/eks.ts';
import { contractOf } from './registry.ts';
import { eksRows } from './rows/eks.ts';
import { serve } from './serve.ts';

const contract = contractOf(eksRows);
const here = { account: '111111111111', region: 'us-east-1' };
const certificateAuthority = Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64');
const endpoint = 'https://127.0.0.2:8443';
const eks = createEks({ clock: () => Date.parse('2026-01-01T00:00:00Z') });
const { url, close } = await serve(eksService(eks));
const client = new EKSClient({
  endpoint: url,
  region: here.region,
  maxAttempts: 1,
  credentials: { accessKeyId: here.account, secretAccessKey: 'secret' },
});
afterAll(async () => {
  client.destroy();
  await close();
});
const describeCluster = (name: string) => client.send(new DescribeClusterCommand({ name }));

contract('eks.describe.address', async () => {
  eks.register({ name: 'demo', endpoint, certificateAuthority }, here);
  expect((await describeCluster('demo')).cluster).toMatchObject({
    name: 'demo',
    arn: 'arn:aws:eks:us-east-1:111111111111:cluster/demo',
    endpoint,
    certificateAuthority: { data: certificateAuthority },
    status: 'ACTIVE',
    createdAt: new Date('2026-01-01T00:00:00Z'),
  });
});

contract('eks.describe.missing', async () => {
  eks.register({ name: 'elsewhere', endpoint, certificateAuthority }, { ...here, region: 'eu-west-1' });
  for (const name of ['absent', 'elsewhere']) {
    await expect(describeCluster(name)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `No cluster found for name: ${name}.`,
      $metadata: { httpStatusCode: 404 },
    });
  }
});

contract('eks.describe.creating', async () => {
  eks.register({ name: 'new', endpoint, certificateAuthority, status: 'CREATING' }, here);
  const { cluster } = await describeCluster('new');
  expect(cluster).toMatchObject({ status: 'CREATING' });
  expect([cluster?.endpoint, cluster?.certificateAuthority]).toEqual([undefined, undefined]);
});

contract.complete();
