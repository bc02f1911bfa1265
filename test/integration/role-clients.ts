import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EKSClient } from '@aws-sdk/client-eks';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll } from 'vitest';
import { type Signing, sessionOf } from './aws-clients.ts';

export type RoleClients = ReturnType<typeof roleClients>;

/** What code that runs as a role has at hand. To be called while a test file is collected. */
export function roleClients(by: Signing, roleArn: string, externalId?: string) {
  const settings = { ...by, credentials: sessionOf(by, roleArn, externalId), maxAttempts: 1 };
  const clients = {
    route53: new Route53Client(settings),
    tables: new DynamoDBClient(settings),
    loadBalancers: new ElasticLoadBalancingV2Client(settings),
    classicLoadBalancers: new ElasticLoadBalancingClient(settings),
    clusters: new EKSClient(settings),
    queues: new SQSClient(settings),
    functions: new LambdaClient(settings),
    buckets: new S3Client({ ...settings, forcePathStyle: true }),
    sts: new STSClient(settings),
  };
  afterAll(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  return clients;
}

/** How a call ended: `done`, or the name of the error, with its message. */
export async function ended(
  call: Promise<unknown>,
): Promise<{ readonly how: string; readonly message: string }> {
  try {
    await call;
    return { how: 'done', message: '' };
  } catch (error) {
    const { name, message } = error as Error;
    return { how: name, message };
  }
}
