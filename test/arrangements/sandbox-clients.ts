import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { type ClientSettings, clientSettings } from '../integration/aws-clients.ts';

/** The sandbox that all integration tests share, as the owner of the account reaches it. */
export interface SandboxClients {
  readonly settings: ClientSettings;
  readonly route53: Route53Client;
  readonly lambda: LambdaClient;
  readonly iam: IAMClient;
  readonly logs: CloudWatchLogsClient;
  readonly sqs: SQSClient;
  /** Of the main stack. */
  readonly outputs: Readonly<Record<string, string>>;
}

export function openSandbox(): SandboxClients {
  const { url, outputs } = inject('sandbox');
  const settings = clientSettings(url);
  return {
    settings,
    route53: new Route53Client(settings),
    lambda: new LambdaClient(settings),
    iam: new IAMClient(settings),
    logs: new CloudWatchLogsClient(settings),
    sqs: new SQSClient(settings),
    outputs,
  };
}
