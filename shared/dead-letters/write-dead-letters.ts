import { DeleteMessageBatchCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from './dead-letter.ts';

/** Where a dead letter is brought back to. */
export type WorkQueue = 'hints' | 'surveys-asked';

/** Sends what they say to a queue again, ten at the most; answers those that the queue took. */
export type BringBack = (to: WorkQueue, letters: readonly DeadLetter[]) => Promise<readonly DeadLetter[]>;
/** Ten at the most. One that SQS does not delete is read again, and brought back twice, which does no harm. */
export type DeleteDeadLetters = (queue: DeadLetterQueue, letters: readonly DeadLetter[]) => Promise<void>;

export function bringBack(client: SQSClient, urls: Readonly<Record<WorkQueue, string>>): BringBack {
  return async function send(to, letters): Promise<readonly DeadLetter[]> {
    const Entries = letters.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
    try {
      const { Successful = [] } = await client.send(
        new SendMessageBatchCommand({ QueueUrl: urls[to], Entries }),
      );
      const taken = new Set(Successful.map(({ Id }) => Id));
      return letters.filter((_, index) => taken.has(String(index)));
    } catch (error) {
      const isTooLong = error instanceof Error && error.name === 'BatchRequestTooLong';
      if (!isTooLong || letters.length === 1) throw error;
      const half = Math.ceil(letters.length / 2);
      return [...(await send(to, letters.slice(0, half))), ...(await send(to, letters.slice(half)))];
    }
  };
}

export function deleteDeadLetters(
  client: SQSClient,
  urls: Readonly<Record<DeadLetterQueue, string>>,
): DeleteDeadLetters {
  return async (queue, letters) => {
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: urls[queue],
        Entries: letters.map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
        })),
      }),
    );
  };
}
