import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageBatchCommand, type Message } from '@aws-sdk/client-sqs';
import { queueUrlOf } from '../queue-url.ts';
import { failedMessages } from './failed-messages.ts';
import type { Mapping } from './mapping.ts';
import type { QueuesAs } from './role-queues.ts';
import { sqsEvent } from './sqs-event.ts';

export interface PumpClients {
  readonly functions: LambdaClient;
  readonly queuesAs: QueuesAs;
  /** Epoch ms: windows go by it. */
  readonly now: () => number;
}

/** Runs a function for a batch. One that failed, or that could not be invoked, leaves its whole batch to the queue's visibility timeout. */
export async function invoke(
  { functions, queuesAs }: PumpClients,
  mapping: Mapping,
  batch: readonly Message[],
): Promise<void> {
  const answer = await functions.send(
    new InvokeCommand({
      FunctionName: mapping.functionArn,
      Payload: JSON.stringify(sqsEvent(batch, mapping.queueArn)),
    }),
  );
  if (answer.FunctionError !== undefined) return;
  const ids = batch.map(({ MessageId }) => MessageId ?? '');
  const failed = mapping.partial
    ? failedMessages(Buffer.from(answer.Payload ?? []).toString(), ids)
    : new Set();
  const done = batch.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
  for (let index = 0; index < done.length; index += 10) {
    await queuesAs(mapping.roleArn).send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrlOf(mapping.queueArn),
        Entries: done
          .slice(index, index + 10)
          .map(({ ReceiptHandle }, entry) => ({ Id: String(entry), ReceiptHandle })),
      }),
    );
  }
}
