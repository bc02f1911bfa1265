import { randomUUID } from 'node:crypto';
import { AwsError } from '../../world/aws-error.ts';
import type { Caller, Operations } from '../../world/caller.ts';
import type { HttpResponse } from '../../world/http/exchange.ts';

/** One call in AWS's JSON protocol: 200 and the output, or the refusal's code and message. */
export async function answerJson(
  operations: Operations,
  operation: string,
  body: string,
  caller: Caller,
): Promise<HttpResponse> {
  try {
    const output = await operations[operation]?.(JSON.parse(body || '{}'), caller);
    return json(200, output ?? {});
  } catch (error) {
    // What MiniStack refused comes as the SDK's exception: its name and message are passed on.
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return json(error instanceof AwsError ? error.status : 400, { __type: name, message });
  }
}

function json(status: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  return { status, headers, body: JSON.stringify(body) };
}
