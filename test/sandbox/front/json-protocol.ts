import { randomUUID } from 'node:crypto';
import { AwsError } from '../../world/aws-error.ts';
import type { Operations } from '../../world/caller.ts';
import type { HttpResponse, HttpService } from '../../world/http/exchange.ts';
import { askedOfOperation } from './asked-of-operation.ts';

/** Operations of a service in AWS's JSON protocol: 200 and the output, or the refusal's code and message. */
export function jsonService(service: string, operations: Operations): HttpService {
  return async (request) => {
    try {
      const operation = operationOf(request.headers['x-amz-target']);
      const input = JSON.parse(request.body || '{}');
      for (const asked of askedOfOperation(service, operation, input, request)) request.authorize?.(asked);
      return json(200, (await operations[operation]?.(input, request)) ?? {});
    } catch (error) {
      // What MiniStack refused comes as the SDK's exception: its name and message are passed on.
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return json(error instanceof AwsError ? error.status : 400, { __type: name, message });
    }
  };
}

/** `AmazonSQS.StartMessageMoveTask`: the operation. */
export function operationOf(target = ''): string {
  return target.split('.').at(-1) ?? '';
}

function json(status: number, body: unknown): HttpResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  return { status, headers, body: JSON.stringify(body) };
}
