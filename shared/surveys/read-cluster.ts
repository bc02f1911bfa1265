import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { SignpostError } from '../errors.ts';
import type { ClusterRequest } from './cluster-request.ts';
import { unpackSurvey } from './pack-survey.ts';
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
    return unpackSurvey(parsed(payload));
  };
}

/** What is no JSON is told as it came. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
