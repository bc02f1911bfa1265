import { CreateHealthCheckCommand, DeleteHealthCheckCommand } from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, alias, cname, create, remove, type Stage } from './stage.ts';

export function healthCheckCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const { change, refusal, list } = stage;
  const check = async (client = stage.client) => {
    const HealthCheckConfig = { Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 } as const;
    const { HealthCheck } = await client.send(
      new CreateHealthCheckCommand({ CallerReference: 'one', HealthCheckConfig }),
    );
    return HealthCheck?.Id ?? '';
  };
  const weighted = (HealthCheckId: string, set = a('a.example.com')) => ({
    ...set,
    SetIdentifier: 'one',
    Weight: 1,
    HealthCheckId,
  });

  contract('route53.health-check.missing', async () => {
    await expect(change([create(a('b.example.com')), create(weighted('none'))])).rejects.toMatchObject({
      name: 'NoSuchHealthCheck',
      $metadata: { httpStatusCode: 404 },
    });
    expect(await list()).toHaveLength(2);
  });

  contract('route53.health-check.stands', async () => {
    const id = await check();
    await change([create(weighted(id)), create(weighted(id, alias('b.example.com')))]);
    expect((await list()).slice(2)).toMatchObject([{ HealthCheckId: id }, { HealthCheckId: id }]);
    const { HealthCheckId: _, ...without } = weighted(id);
    expect((await refusal([remove(without)]))[0]).toBe('InvalidChangeBatch');
    await change([remove(weighted(id))]);
  });

  contract('route53.health-check.deleted', async () => {
    const id = await check();
    await change([create(weighted(id))]);
    await stage.client.send(new DeleteHealthCheckCommand({ HealthCheckId: id }));
    expect((await list()).slice(2)).toMatchObject([{ HealthCheckId: id }]);
    await change([remove(weighted(id))]);
    expect((await refusal([create(weighted(id))]))[0]).toBe('NoSuchHealthCheck');
  });

  contract('route53.health-check.other-account', async () => {
    await change([create(weighted(await check(stage.stranger)))]);
  });

  contract('route53.health-check.simple', async () => {
    const id = await check();
    await change([create({ ...a('a.example.com'), HealthCheckId: id })]);
  });

  contract('route53.failover.primary', async () => {
    const failover = (Failover: 'PRIMARY' | 'SECONDARY', set = cname('a.example.com')) =>
      create({ ...set, SetIdentifier: Failover, Failover });
    expect(await refusal([failover('PRIMARY'), failover('SECONDARY')])).toEqual([
      'InvalidChangeBatch',
      '[A non-alias primary ResourceRecordSet must have an associated health check. No changes made.]',
    ]);
    const id = await check();
    await change([
      failover('PRIMARY', { ...cname('a.example.com'), HealthCheckId: id }),
      failover('SECONDARY'),
    ]);
    await change([
      failover('PRIMARY', alias('b.example.com')),
      failover('SECONDARY', alias('b.example.com')),
    ]);
  });
}
