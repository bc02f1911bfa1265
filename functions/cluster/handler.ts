import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { ClusterRequest } from '../../shared/surveys/cluster-request.ts';
import type { PackedSurvey } from '../../shared/surveys/pack-survey.ts';
import type { Survey } from '../../shared/surveys/survey.ts';
import { surveyCluster } from './cluster.ts';
import { clusterPorts } from './dependencies.ts';
import { credentialsOf } from './environment.ts';

/** One request, ms: an API server answers a page of 500 in well under a second. */
const REQUEST = 10_000;
/** What is left of the function's time, ms, for compressing and answering. */
const RESERVE = 5_000;

const logger = new Logger();

/** Invoked by `survey`, which waits for the answer. */
export const handler = middy(async (request: ClusterRequest, context: Context): Promise<PackedSurvey> => {
  const survey = Math.max(1_000, context.getRemainingTimeInMillis() - RESERVE);
  const limits = { request: REQUEST, survey };
  return surveyCluster(request, clusterPorts(credentialsOf(process.env), limits, logSurvey));
}).use(injectLambdaContext(logger));

function logSurvey({ cluster, complete, problem, notServed, entrances }: Survey, bytes: number): void {
  const said = { cluster, complete, problem, notServed, entrances: Object.keys(entrances).length, bytes };
  logger[complete ? 'info' : 'warn']('Cluster read', said);
}
