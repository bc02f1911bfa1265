import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Route53World } from '../route53/world.ts';
import type { HttpResponse, HttpService } from './exchange.ts';
import { askedOf } from './route53-permissions.ts';
import { routeOf } from './route53-routes.ts';
import { errorBody, resultBody } from './route53-xml.ts';

/** Route 53 as REST XML of version 2013-04-01. */
export function route53Service({ operations }: Pick<Route53World, 'operations'>): HttpService {
  return async (request) => {
    try {
      const call = routeOf(request);
      const operation = call === undefined ? undefined : operations[call.operation];
      if (call === undefined || operation === undefined)
        throw new AwsError(
          'InvalidAction',
          `Route 53 has no operation at ${request.method} ${request.path}`,
          {
            status: 404,
          },
        );
      request.authorize?.(askedOf(call));
      const { Location: location, ...output } = (await operation(call.input, request)) as Record<
        string,
        unknown
      >;
      const created = ['CreateHostedZone', 'CreateHealthCheck'].includes(call.operation);
      return answer(
        created ? 201 : 200,
        resultBody(call.operation, output),
        created ? { location: String(location) } : {},
      );
    } catch (error) {
      const refusal =
        error instanceof AwsError ? error : new AwsError('InternalError', String(error), { status: 500 });
      return answer(refusal.status, errorBody(refusal, randomUUID()));
    }
  };
}

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID(), ...headers },
    body: `<?xml version="1.0"?>\n${body}`,
  };
}
