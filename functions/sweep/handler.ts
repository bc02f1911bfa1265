import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { sweepWorld } from './dependencies.ts';
import { sweepEnvironment } from './environment.ts';
import { sweep } from './sweep.ts';

const logger = new Logger();
// Written out, because esbuild puts the settings in the place of exactly this expression.
const environment = sweepEnvironment(process.env, process.env['SIGNPOST_SETTINGS']);
const world = sweepWorld(environment);

/** Invoked by a schedule and after a deploy; what asks is of no interest. Lambda tries again what throws. */
export const handler = middy(async (_event: unknown, context: Context): Promise<void> => {
  const swept = await sweep(world, environment.settings, context.awsRequestId);
  logger.info('Swept', { outcome: 'hinted', ...swept });
}).use(injectLambdaContext(logger));
