import { GetQueueAttributesCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue } from './dead-letter.ts';

/**
 * Up to ten, hidden from everybody for as long as told, in seconds. None: SQS asked all its servers and found no more.
 */
export type ReadDeadLetters = (queue: DeadLetterQueue, hiddenFor: number) => Promise<readonly DeadLetter[]>;
/** About how many there are, those included that are hidden at the moment. */
export type CountDeadLetters = (queue: DeadLetterQueue) => Promise<number>;

/** Above zero SQS asks every server that may hold a message, and not just a few. */
const WAIT_SECONDS = 1;

export function readDeadLetters(
  client: SQSClient,
  urls: Readonly<Record<DeadLetterQueue, string>>,
): ReadDeadLetters {
  return async (queue, hiddenFor) => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: urls[queue],
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenFor,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes = {} }) => ({
      messageId: MessageId ?? '',
      receiptHandle: ReceiptHandle ?? '',
      body: Body ?? '',
      sentAt: Number(Attributes?.SentTimestamp ?? 0),
      attributes: Object.fromEntries(
        Object.entries(MessageAttributes).flatMap(([name, { StringValue }]) =>
          StringValue === undefined ? [] : [[name, StringValue]],
        ),
      ),
    }));
  };
}

export function countDeadLetters(
  client: SQSClient,
  urls: Readonly<Record<DeadLetterQueue, string>>,
): CountDeadLetters {
  return async (queue) => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: urls[queue],
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
}
