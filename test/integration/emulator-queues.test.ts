import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { clientSettings, ownAccount } from './aws-clients.ts';
import { eventually } from './eventually.ts';
import { playFunction } from './played-function.ts';

// Each of these holds a workaround of the sandbox against MiniStack itself. One that fails: the emulator has learnt it,
// and the workaround that its title names can go.

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** Twelve messages, and MiniStack's own poller between them and a function; the size of each batch it made. */
async function batchesOfTwelve(answer: unknown) {
  const account = ownAccount();
  const settings = clientSettings(inject('sandbox').ministack, account);
  const functions = new LambdaClient(settings);
  const queues = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  endings.push(
    () => functions.destroy(),
    () => queues.destroy(),
  );
  const { QueueUrl } = await queues.send(
    new CreateQueueCommand({ QueueName: 'work', Attributes: { VisibilityTimeout: '30' } }),
  );
  for (const half of [0, 6]) {
    const Entries = Array.from({ length: 6 }, (_, index) => ({
      Id: String(index),
      MessageBody: String(half + index),
    }));
    await queues.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
  const sizes: number[] = [];
  const played = await playFunction(functions, settings, 'worker', async ({ Records }) => {
    sizes.push(Records.length);
    return answer;
  });
  endings.push(played.close);
  await functions.send(
    new CreateEventSourceMappingCommand({
      FunctionName: played.name,
      EventSourceArn: `arn:aws:sqs:us-east-1:${account}:work`,
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    }),
  );
  const left = async () => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
  };
  await eventually(left, (count) => count === 0, 20_000);
  return sizes;
}

describe('pump/', () => {
  it('gathers batches, because the emulator takes ten messages at most and knows no window', async () => {
    expect(Math.max(...(await batchesOfTwelve({})))).toBe(10);
  });

  it('reads item identifiers, because the emulator deletes a batch for which unknown ones were reported', async () => {
    const sizes = await batchesOfTwelve({ batchItemFailures: [{ itemIdentifier: 'nobody' }] });
    expect(sizes.reduce((sum, size) => sum + size)).toBe(12);
  });
});

describe('queues/message-move-operations.ts', () => {
  it('moves messages, which the emulator cannot', async () => {
    const account = ownAccount();
    const client = new SQSClient(clientSettings(inject('sandbox').ministack, account));
    endings.push(() => client.destroy());
    await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
    await expect(
      client.send(new StartMessageMoveTaskCommand({ SourceArn: `arn:aws:sqs:us-east-1:${account}:dead` })),
    ).rejects.toThrow(/StartMessageMoveTask|InvalidAction/);
  });
});
