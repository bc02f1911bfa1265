import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ASK_VERSION, type SurveyAsk } from './survey.ts';

/** Askers per message: 250 of them with their causes are about 150 KB, a message holds 256 KB. */
const ASKERS = 250;
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
          MessageBody: JSON.stringify({
            signpost: ASK_VERSION,
            ...ask,
            loadBalancers,
            ...causesOf(loadBalancers, ask),
          }),
          DelaySeconds: Math.min(LONGEST_DELAY, Math.max(0, wait)),
        }),
      );
    }
  };
}

/** Only of those in the message. */
function causesOf(
  loadBalancers: SurveyAsk['loadBalancers'],
  { causes }: SurveyAsk,
): Pick<SurveyAsk, 'causes'> {
  if (causes === undefined) return {};
  return { causes: Object.fromEntries(loadBalancers.map((id) => [id, causes[id]])) };
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length <= ASKERS) return [all];
  return Array.from({ length: Math.ceil(all.length / ASKERS) }, (_, index) =>
    all.slice(index * ASKERS, (index + 1) * ASKERS),
  );
}
