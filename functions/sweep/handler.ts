import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { sweepPorts } from './dependencies.ts';
import { sweepEnvironment } from './environment.ts';
import { sweep } from './sweep.ts';

const logger = new Logger();
const ports = sweepPorts(sweepEnvironment(process.env));

/** Invoked by a schedule and after a deploy; what asks is of no interest. Lambda tries again what throws. */
export const handler = middy(async (_event: unknown, context: Context): Promise<void> => {
  const swept = await sweep(ports, context.awsRequestId);
  logger.info('Swept', { outcome: 'hinted', ...swept });
}).use(injectLambdaContext(logger));
