import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Caller } from '../../world/caller.ts';

/** MiniStack, as one account and Region sees it. */
export interface BusClients {
  readonly events: EventBridgeClient;
  readonly queues: SQSClient;
  readonly functions: LambdaClient;
}

export interface ClientsByCaller {
  of(caller: Caller): BusClients;
  close(): void;
}

/** Kept by account and Region, because each client holds its own connections. */
export function clientsByCaller(ministack: () => string): ClientsByCaller {
  const known = new Map<string, BusClients>();
  return {
    of: ({ account, region }) => {
      const key = `${account}/${region}`;
      const found = known.get(key) ?? makeClients(ministack(), { account, region });
      known.set(key, found);
      return found;
    },
    close: () => {
      for (const clients of known.values()) for (const client of Object.values(clients)) client.destroy();
    },
  };
}

function makeClients(endpoint: string, { account, region }: Caller): BusClients {
  const settings = { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
  return {
    events: new EventBridgeClient(settings),
    queues: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    functions: new LambdaClient(settings),
  };
}
