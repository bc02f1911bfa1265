import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// Clients that several functions make, and make alike.

export function ledgerClient(region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ region }), {
    // A map with a member `constructor` is none to the client otherwise, and a hostname in a row may be called so.
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  });
}

export function elbClients(region: string) {
  return {
    v2: new ElasticLoadBalancingV2Client({ region }),
    classic: new ElasticLoadBalancingClient({ region }),
  };
}

/** Half to one and a half times as long, so that those who wait together do not come back together. */
export async function pause(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds * (0.5 + Math.random()));
}
