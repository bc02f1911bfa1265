import { SQSClient } from '@aws-sdk/client-sqs';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** SQS as a role of a function may use it. */
export type QueuesAs = (roleArn: string) => SQSClient;

export interface RoleQueues {
  readonly as: QueuesAs;
  close(): void;
}

/** As Lambda does for its functions: it takes their role, which trusts it, to read and delete their messages. */
export function roleQueues(
  endpoint: string,
  { account, region }: { account: string; region: string },
): RoleQueues {
  const known = new Map<string, SQSClient>();
  const make = (roleArn: string): SQSClient => {
    const settings = { endpoint, region };
    const credentials = fromTemporaryCredentials({
      params: { RoleArn: roleArn, RoleSessionName: 'lambda' },
      masterCredentials: { accessKeyId: account, secretAccessKey: 'test' },
      clientConfig: settings,
    });
    return new SQSClient({ ...settings, credentials, useQueueUrlAsEndpoint: false });
  };
  return {
    as: (roleArn) => {
      const client = known.get(roleArn) ?? make(roleArn);
      known.set(roleArn, client);
      return client;
    },
    close: () => {
      for (const client of known.values()) client.destroy();
    },
  };
}
