import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dependencies } from './dependencies.ts';
import { syncEnvironment } from './environment.ts';
import { handle } from './handle.ts';

const logger = new Logger();
// Written out, because esbuild puts the settings in the place of exactly this expression.
const environment = syncEnvironment(process.env, process.env['SIGNPOST_SETTINGS']);
const world = dependencies(environment, logger);

/** Works off the queue of hints. */
export const handler = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const messages = event.Records.map(({ messageId, receiptHandle, body, attributes }) => ({
    messageId,
    receiptHandle,
    body,
    queuedAt: Number(attributes.SentTimestamp),
    receives: Number(attributes.ApproximateReceiveCount),
  }));
  const run = world.runOf(context.awsRequestId, () => context.getRemainingTimeInMillis());
  const failed = await handle(messages, world.ports, world.back, run, environment, logger);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}).use(injectLambdaContext(logger));
