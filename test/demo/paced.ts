import { setTimeout as pause } from 'node:timers/promises';
import type { Route53Client } from '@aws-sdk/client-route-53';

/**
 * A client that sends no more than so many requests a second, as a good neighbour of those whom it watches: with real
 * quotas (`SANDBOX_QUOTAS=1`) the account has 10 a second for all.
 */
export function paced(client: Route53Client, perSecond: number): Route53Client {
  let next = 0;
  client.middlewareStack.add(
    (send) => async (request) => {
      const now = Date.now();
      next = Math.max(now, next + 1000 / perSecond);
      await pause(next - now);
      return send(request);
    },
    { step: 'initialize' },
  );
  return client;
}
