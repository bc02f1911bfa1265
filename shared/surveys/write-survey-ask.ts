import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SurveyAsk } from './survey.ts';

/** Askers per message: 1,000 ids are about 140 KB, a message holds 256 KB. */
const ASKERS = 1000;
/** SQS holds a message back 15 minutes at most. */
const LONGEST_DELAY = 900;

/**
 * Asks for a survey of a cluster. The message is held back until `notBefore`: delivered earlier, it would only go back
 * to the queue. `now` in epoch ms.
 */
export function writeSurveyAsk(client: SQSClient, queueUrl: string, now: () => number) {
  return async (ask: SurveyAsk): Promise<void> => {
    const wait = Math.ceil((ask.notBefore - now()) / 1000);
    for (const loadBalancers of chunks(ask.loadBalancers)) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify({ ...ask, loadBalancers } satisfies SurveyAsk),
          DelaySeconds: Math.min(LONGEST_DELAY, Math.max(0, wait)),
        }),
      );
    }
  };
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length <= ASKERS) return [all];
  return Array.from({ length: Math.ceil(all.length / ASKERS) }, (_, index) =>
    all.slice(index * ASKERS, (index + 1) * ASKERS),
  );
}
