import * as z from 'zod';
import type { Cluster, Settings } from '../../shared/settings.ts';
import { ENVIRONMENT } from '../environment.ts';

const variable = z.string('expected it to be set by the construct of this function').min(1);

const variables = z.object({
  AWS_REGION: variable,
  [ENVIRONMENT.hintQueueUrl]: variable,
  [ENVIRONMENT.surveyQueueUrl]: variable,
  [ENVIRONMENT.surveyDeadLetterQueueUrl]: variable,
  [ENVIRONMENT.surveyBucket]: variable,
  [ENVIRONMENT.accountId]: variable,
  [ENVIRONMENT.clusterFunctions]: variable.transform((json) => functionNames.parse(JSON.parse(json))),
});
const functionNames = z.record(z.string(), z.string());

export interface SurveyEnvironment {
  readonly region: string;
  readonly hintQueueUrl: string;
  readonly surveyQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly bucket: { readonly name: string; readonly owner: string };
  readonly clusterFunctions: Readonly<Record<string, string>>;
  readonly clusters: readonly Cluster[];
  readonly tagPrefix: string;
}

/** Throws with the name of a variable that is not set. `settings` as JSON, as the bundle holds them. */
export function surveyEnvironment(
  environment: NodeJS.ProcessEnv,
  settings: string | undefined,
): SurveyEnvironment {
  if (settings === undefined) throw new Error('The bundle holds no settings: build it by the stack.');
  const { clusters, tagPrefix } = JSON.parse(settings) as Settings;
  const set = variables.parse(environment);
  return {
    region: set.AWS_REGION,
    hintQueueUrl: set[ENVIRONMENT.hintQueueUrl],
    surveyQueueUrl: set[ENVIRONMENT.surveyQueueUrl],
    deadLetterQueueUrl: set[ENVIRONMENT.surveyDeadLetterQueueUrl],
    bucket: { name: set[ENVIRONMENT.surveyBucket], owner: set[ENVIRONMENT.accountId] },
    clusterFunctions: set[ENVIRONMENT.clusterFunctions],
    clusters,
    tagPrefix,
  };
}
