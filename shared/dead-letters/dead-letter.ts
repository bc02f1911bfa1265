/** The queues of a stack that hold what could not be handled, by what they are called behind `<stack>-<region>-`. */
export const DEAD_LETTER_QUEUES = ['hints-dlq', 'surveys-asked-dlq', 'undelivered'] as const;
export type DeadLetterQueue = (typeof DEAD_LETTER_QUEUES)[number];

/** A message of one of them. */
export interface DeadLetter {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** When it was sent, epoch ms; of what SQS itself moved, when it was sent to the queue that it came from. */
  readonly sentAt: number;
  /** Its attributes that are text: `Reason` of our own, `ERROR_CODE`, `TARGET_ARN` and others of EventBridge's. */
  readonly attributes: Readonly<Record<string, string>>;
}
