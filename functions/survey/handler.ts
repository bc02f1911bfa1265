import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { surveyPorts } from './dependencies.ts';
import { surveyEnvironment } from './environment.ts';
import { survey } from './survey.ts';

/** What is left of the function's time, in ms, for storing what was read and for the hints. */
const RESERVE = 10_000;

const logger = new Logger();
// Written out, because esbuild puts the settings in the place of exactly this expression.
const ports = surveyPorts(surveyEnvironment(process.env, process.env['SIGNPOST_SETTINGS']), logger);

/** Works off the queue of those who ask for surveys. */
export const handler = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const messages = event.Records.map(({ messageId, receiptHandle, body, attributes }) => ({
    messageId,
    receiptHandle,
    body,
    receives: Number(attributes.ApproximateReceiveCount),
  }));
  const timeLeft = AbortSignal.timeout(Math.max(1_000, context.getRemainingTimeInMillis() - RESERVE));
  const back = await survey(messages, ports, timeLeft);
  return { batchItemFailures: back.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(injectLambdaContext(logger));
