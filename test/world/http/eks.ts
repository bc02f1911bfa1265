import { AwsError } from '../aws-error.ts';
import type { Eks } from '../eks.ts';
import type { HttpResponse, HttpService } from './exchange.ts';

/** EKS as REST JSON: `GET /clusters/NAME` only. */
export function eksService({ operations }: Pick<Eks, 'operations'>): HttpService {
  return async (request) => {
    const [, name] = /^\/clusters\/([^/]+)$/.exec(request.path) ?? [];
    const operation = operations['DescribeCluster'];
    if (request.method !== 'GET' || name === undefined || operation === undefined) {
      return refuse(404, 'UnknownOperationException', `No operation at ${request.method} ${request.path}`);
    }
    try {
      const cluster = decodeURIComponent(name);
      const resource = `arn:aws:eks:${request.region}:${request.account}:cluster/${cluster}`;
      request.authorize?.({ action: 'eks:DescribeCluster', resource });
      return answer(200, await operation({ name: cluster }, request));
    } catch (error) {
      if (error instanceof AwsError) return refuse(error.status, error.name, error.message);
      return refuse(500, 'ServerException', String(error));
    }
  };
}

function refuse(status: number, code: string, message: string): HttpResponse {
  const { headers, body } = answer(status, { message });
  return { status, headers: { ...headers, 'x-amzn-errortype': code }, body };
}

/** Times are epoch seconds in this protocol. */
function answer(status: number, body: unknown): HttpResponse {
  const text = JSON.stringify(body, function (this: Record<string, unknown>, key, value: unknown) {
    const raw = this[key];
    return raw instanceof Date ? raw.getTime() / 1000 : value;
  });
  return { status, headers: { 'content-type': 'application/json' }, body: text };
}
