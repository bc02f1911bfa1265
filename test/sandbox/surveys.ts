import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';

export interface Surveys {
  stop(): Promise<void>;
}

const EVERY = 5_000;

/** Asks for a survey of each cluster now and every 5 seconds: a schedule can do so once a minute at best. */
export function askForSurveys(
  queues: SQSClient,
  queueUrl: string,
  clusters: readonly string[],
  trouble: (error: unknown) => void,
): Surveys {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      for (const cluster of clusters) {
        const ask: SurveyAsk = { cluster, loadBalancers: [], notBefore: 0 };
        await queues
          .send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(ask) }))
          .catch(trouble);
      }
      await pause(EVERY, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const done = run();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}
