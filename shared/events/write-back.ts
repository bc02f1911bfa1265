import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type WriteDeadLetter, writeDeadLetter } from './write-dead-letter.ts';

/** Pauses of a hint that failed: 5 s, doubled each time, a quarter of an hour at the most. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 900;
const BATCH = 10;
/** Who has waited so often for a turn at the quota waits for something else: as one that fails, from then on. */
const IN_TURN = 10;

/** A message of the queue that its invocation could not finish. */
export interface ReturnedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How often it was received, this time included. */
  readonly receives: number;
  /** Seconds until there may be what it waits for; absent: nobody knows. */
  readonly retryAfter?: number | undefined;
}

export interface Back {
  /** Gives failed messages a visibility of their own; the queue's is made for invocations that died. Never throws. */
  readonly later: (messages: readonly ReturnedMessage[]) => Promise<void>;
  /** Moves a message that no retry can help to the dead-letter queue, with the reason. */
  readonly deadLetter: WriteDeadLetter;
}

export function writeBack(client: SQSClient, queueUrl: string, deadLetterQueueUrl: string): Back {
  return {
    later: async (messages) => {
      for (let at = 0; at < messages.length; at += BATCH) {
        const Entries = messages.slice(at, at + BATCH).map((message) => ({
          Id: message.messageId,
          ReceiptHandle: message.receiptHandle,
          VisibilityTimeout: pauseOf(message),
        }));
        // Without it they come back after the queue's own timeout: later, not lost.
        await client
          .send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }))
          .catch(() => undefined);
      }
    },
    deadLetter: writeDeadLetter(client, deadLetterQueueUrl),
  };
}

/** Seconds after so many failures; none after none. */
function grown(failures: number, chance: number): number {
  if (failures < 1) return 0;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 10));
  return pause * (0.8 + 0.2 * chance);
}

/**
 * Seconds until a message comes back: longer each time, and spread by a fifth so that a storm does not return as one. One
 * that waits for its turn comes back when that may be, or up to as much later; the later the more often others were faster.
 */
export function pauseOf(
  { receives, retryAfter }: Pick<ReturnedMessage, 'receives' | 'retryAfter'>,
  chance: number = Math.random(),
): number {
  if (retryAfter !== undefined) {
    const turn = retryAfter * (1 + receives * chance);
    return Math.ceil(Math.min(LONGEST_PAUSE, Math.max(turn, grown(receives - IN_TURN, chance))));
  }
  return Math.ceil(grown(receives, chance));
}
