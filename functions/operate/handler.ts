import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { dependencies } from './dependencies.ts';
import { operateEnvironment } from './environment.ts';
import { type Answer, operate } from './operate.ts';

const logger = new Logger();
// Written out, because esbuild puts the settings in the place of exactly this expression.
const { ports, callOf } = dependencies(operateEnvironment(process.env, process.env['SIGNPOST_SETTINGS']));

/** Invoked by people and their tools. What it throws is what they read. */
export const handler = middy(async (payload: unknown, context: Context): Promise<Answer> => {
  const answer = await operate(
    payload,
    ports,
    callOf(context.awsRequestId, () => context.getRemainingTimeInMillis()),
  );
  logger.info('operate', { payload, ...('done' in answer && { done: answer.done }) });
  return answer;
}).use(injectLambdaContext(logger));
