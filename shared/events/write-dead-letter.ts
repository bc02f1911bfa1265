import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** What people read; SQS would take 256 KB of attributes and body together. */
const LONGEST_REASON = 1_000;

/** Moves a message to a dead-letter queue, with the reason as its attribute `Reason`. */
export type WriteDeadLetter = (message: { readonly body: string }, reason: string) => Promise<void>;

export function writeDeadLetter(client: SQSClient, queueUrl: string): WriteDeadLetter {
  return async ({ body }, reason) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageAttributes: { Reason: { DataType: 'String', StringValue: asAttribute(reason) } },
      }),
    );
  };
}

/** SQS refuses an attribute that is empty, or that holds what XML does not. */
function asAttribute(reason: string): string {
  const text = reason.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '?');
  return text.slice(0, LONGEST_REASON) || 'no reason was told';
}
