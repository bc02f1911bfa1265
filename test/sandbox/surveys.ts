import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SurveyAsk } from '../../shared/surveys/survey.ts';

export interface Surveys {
  stop(): void;
}

const EVERY = 5_000;

/** Asks for a survey of each cluster now and every 5 seconds: a schedule can do so once a minute at best. */
export function askForSurveys(
  queues: SQSClient,
  queueUrl: string,
  clusters: readonly string[],
  trouble: (error: unknown) => void,
): Surveys {
  const ask = () => {
    for (const cluster of clusters) {
      const survey: SurveyAsk = { cluster, loadBalancers: [], notBefore: 0 };
      const message = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(survey) });
      queues.send(message).catch(trouble);
    }
  };
  ask();
  const timer = setInterval(ask, EVERY);
  return { stop: () => clearInterval(timer) };
}
