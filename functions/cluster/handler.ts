import type { Context } from 'aws-lambda';
import type { ClusterRequest } from '../../shared/surveys/cluster-request.ts';
import type { PackedSurvey } from '../../shared/surveys/pack-survey.ts';
import { surveyCluster } from './cluster.ts';
import { clusterPorts } from './dependencies.ts';
import { credentialsOf } from './environment.ts';

/** One request of an API server: it answers a page of 500 in well under a second. */
const REQUEST = 10_000;
/** What is left of the function's time for compressing and answering. */
const RESERVE = 5_000;

/** Invoked by `survey`, which waits for the answer. */
export async function handler(request: ClusterRequest, context: Context): Promise<PackedSurvey> {
  const survey = Math.max(1_000, context.getRemainingTimeInMillis() - RESERVE);
  return surveyCluster(request, clusterPorts(credentialsOf(process.env), { request: REQUEST, survey }));
}
