import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import { SignpostError } from '../errors.ts';
import type { Hint } from './hint.ts';
import { encodeHint } from './hint-message.ts';

export interface HintToSend {
  readonly hint: Hint;
  /** Seconds that the queue holds it back; above 900, which is all that SQS can, it is 900. */
  readonly delaySeconds?: number;
}

/** Sends all of them or throws; then some may be in the queue already, which does no harm. */
export type WriteHints = (hints: readonly HintToSend[]) => Promise<void>;

const A_CALL = 10;
const AT_ONCE = 8;
const ATTEMPTS = 3;
const LONGEST_DELAY = 900;

export function writeHints(client: SQSClient, queueUrl: string): WriteHints {
  return async (hints) => {
    const batches = Array.from({ length: Math.ceil(hints.length / A_CALL) }, (_, index) =>
      hints.slice(index * A_CALL, (index + 1) * A_CALL).map(toEntry),
    );
    await pMap(batches, (entries) => sendBatch(client, queueUrl, entries), { concurrency: AT_ONCE });
  };
}

function toEntry({ hint, delaySeconds = 0 }: HintToSend, index: number): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageBody: encodeHint(hint),
    DelaySeconds: Math.min(LONGEST_DELAY, Math.max(0, Math.ceil(delaySeconds))),
  };
}

/** SQS takes each message of a batch or refuses it, by itself, in an answer that is no error to the SDK. */
async function sendBatch(
  client: SQSClient,
  queueUrl: string,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> {
  let left = entries;
  let failed: readonly BatchResultErrorEntry[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...left] }));
    const sent = new Set(answer.Successful?.map(({ Id }) => Id));
    left = left.filter(({ Id }) => !sent.has(Id));
    failed = answer.Failed ?? [];
    if (failed.some(({ SenderFault }) => SenderFault)) break;
  }
  if (left.length > 0) throw notSent(queueUrl, left.length, failed);
}

function notSent(queueUrl: string, count: number, failed: readonly BatchResultErrorEntry[]): SignpostError {
  const [first] = failed;
  const why = first === undefined ? 'without saying why' : `${first.Code}: ${first.Message ?? 'no reason'}`;
  return new SignpostError(
    `${queueUrl} refused ${count} hints (${why}), expected it to take them: what sent them will be tried again; if ` +
      'this goes on, look at the policy and the key of the queue.',
  );
}
