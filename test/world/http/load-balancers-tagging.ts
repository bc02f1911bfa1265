import { AwsError } from '../aws-error.ts';
import type { Operations } from '../caller.ts';
import type { HttpResponse, HttpService } from './exchange.ts';

/** The Resource Groups Tagging API: JSON 1.1, the operation in `X-Amz-Target`. */
export function taggingService(operations: Operations): HttpService {
  return async (request) => {
    const name = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const operation = operations[name];
    if (operation === undefined) return refuse(400, 'UnknownOperationException', `No operation ${name}`);
    try {
      request.authorize?.({ action: `tag:${name}`, resource: '*' });
      return answer(200, await operation(JSON.parse(request.body || '{}'), request));
    } catch (error) {
      if (error instanceof AwsError) return refuse(error.status, error.name, error.message);
      return refuse(500, 'InternalServiceException', String(error));
    }
  };
}

function refuse(status: number, code: string, message: string): HttpResponse {
  return answer(status, { __type: code, message });
}

function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}
