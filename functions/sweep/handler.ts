import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { askedSweep } from './asked-sweep.ts';
import { sweepWorld } from './dependencies.ts';
import { sweepEnvironment } from './environment.ts';
import { lightSweep } from './light-sweep.ts';
import type { SweepRun } from './ports.ts';
import { sweep } from './sweep.ts';

const logger = new Logger();
// Written out, because esbuild puts the settings in the place of exactly this expression.
const environment = sweepEnvironment(process.env, process.env['SIGNPOST_SETTINGS']);
const world = sweepWorld(environment);

/** Invoked by the schedules and after a deploy. Lambda tries again what throws. */
export const handler = middy(async (event: unknown, context: Context): Promise<void> => {
  const asked = askedSweep(event);
  const { settings } = environment;
  const runId = context.awsRequestId;
  const run: SweepRun = {
    runId,
    isScheduled: asked === 'full',
    remaining: () => context.getRemainingTimeInMillis(),
    tellUnread: (line) => logger.warn('zone not read', { ...line }),
  };
  const swept =
    asked === 'light' ? await lightSweep(world, settings, runId) : await sweep(world, settings, run);
  logger.info('Swept', { outcome: 'hinted', sweep: asked, ...swept });
}).use(injectLambdaContext(logger));
