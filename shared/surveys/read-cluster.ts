import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { SignpostError } from '../errors.ts';
import type { ClusterRequest } from './cluster-request.ts';
import { type PackedSurvey, unpackSurvey } from './pack-survey.ts';
import type { Survey } from './survey.ts';

/** Has a cluster read by the `cluster` function that reaches it. Throws if that function fails. */
export function readCluster(client: LambdaClient) {
  return async (functionName: string, request: ClusterRequest, signal: AbortSignal): Promise<Survey> => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
      { abortSignal: signal },
    );
    const payload = answer.Payload?.transformToString() ?? '';
    if (answer.FunctionError !== undefined) {
      throw new SignpostError(
        `Function ${functionName} failed (${answer.FunctionError}): ${payload.slice(0, 200)}`,
      );
    }
    return unpackSurvey(JSON.parse(payload) as PackedSurvey);
  };
}
