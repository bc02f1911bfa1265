import { randomUUID } from 'node:crypto';
import { CreateHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import { inject } from 'vitest';
import { clientSettings } from '../aws-clients.ts';

/** The id of a new health check: Route 53 refuses record sets with one that is not there. */
export async function createHealthCheck(): Promise<string> {
  const route53 = new Route53Client(clientSettings(inject('sandbox').url));
  const { HealthCheck } = await route53.send(
    new CreateHealthCheckCommand({
      CallerReference: randomUUID(),
      HealthCheckConfig: { Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 },
    }),
  );
  return HealthCheck?.Id ?? '';
}
