import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import { errorCodeOf } from '../load-balancers/error-code.ts';
import type { LoadBalancers } from '../load-balancers/world.ts';
import type { HttpService } from './exchange.ts';
import { parseForm } from './load-balancers-form.ts';
import { errorXml, resultXml } from './load-balancers-xml.ts';

/**
 * Both ELB APIs in the AWS Query protocol. They share one endpoint: the `Version` of the form tells them apart
 * (2012-06-01 classic, 2015-12-01 the others).
 */
export function loadBalancersService(world: Pick<LoadBalancers, 'v2' | 'classic'>): HttpService {
  return async (request) => {
    // Old clients send GET with everything in the query.
    const { action, version, input } = parseForm(request.body || request.query.toString());
    const answer = { action, version, requestId: randomUUID() };
    const api = { '2012-06-01': world.classic, '2015-12-01': world.v2 }[version];
    const operation = api?.[action];
    if (operation === undefined) {
      const message = `Could not find operation ${action} for version ${version}`;
      return errorXml(answer, { status: 400, code: 'InvalidAction', message });
    }
    try {
      // Describe calls take no resource. Of the others no role is granted any: their ARNs are not told.
      request.authorize?.({ action: `elasticloadbalancing:${action}`, resource: '*' });
      return resultXml(answer, await operation(input, request));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        return errorXml(answer, { status: 500, code: 'InternalFailure', message: String(error) });
      }
      const { status, message, name } = error;
      return errorXml(answer, { status, code: errorCodeOf(name), message });
    }
  };
}
