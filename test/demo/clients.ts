import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paced } from './paced.ts';

/** Marks the demo's own Route 53 calls, so that those of the deployed functions can be counted apart. */
export const USER_AGENT = 'signpost-demo';

export type Clients = ReturnType<typeof makeClients>;

/** Endpoint, Region and credentials come from the environment alone. */
export function makeClients() {
  return {
    v2: new ElasticLoadBalancingV2Client(),
    classic: new ElasticLoadBalancingClient(),
    route53: paced(new Route53Client({ customUserAgent: USER_AGENT }), looksPerSecond()),
    stacks: new CloudFormationClient(),
    ledger: DynamoDBDocumentClient.from(new DynamoDBClient()),
    logs: new CloudWatchLogsClient(),
    events: new EventBridgeClient(),
    queues: new SQSClient(),
  };
}

/** What `DEMO_LOOKS_PER_SECOND` says; by default as often as there is something to wait for. */
function looksPerSecond(): number {
  const value = process.env['DEMO_LOOKS_PER_SECOND'] ?? '1000';
  if (!/^[1-9]\d*$/.test(value))
    throw new Error(`DEMO_LOOKS_PER_SECOND: got ${value}, wants a whole number, 1 or more`);
  return Number(value);
}
