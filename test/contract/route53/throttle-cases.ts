import { GetHostedZoneCommand, ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { expect } from 'vitest';
import type { Contract } from '../registry.ts';
import type { Route53RowId } from '../rows/route53.ts';
import { a, create, numbered, type Stage, upsert } from './stage.ts';

const throttled = { name: 'Throttling', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } };

export function throttleCases(contract: Contract<Route53RowId>, stage: Stage): void {
  const look = () => stage.client.send(new GetHostedZoneCommand({ Id: 'ZPUBLIC' }));
  const spend = async (calls: number) => {
    for (let call = 0; call < calls; call += 1) await look();
  };

  contract('route53.throttle.requests', async () => {
    stage.reopen({ quotas: true });
    await spend(49);
    await stage.list();
    await expect(stage.list()).rejects.toMatchObject(throttled);
    stage.clock.advance(500);
    await spend(5);
    await expect(look()).rejects.toMatchObject(throttled);
  });

  contract('route53.throttle.changes', async () => {
    stage.reopen({ quotas: true });
    await stage.change(numbered(1000).map((name) => create(a(name))));
    await stage.change(
      numbered(250).map((name) => upsert(a(name))),
      'ZPRIVATE',
    );
    stage.clock.advance(100);
    expect((await stage.refusal(numbered(11).map((name) => create(a(`x.${name}`)))))[0]).toBe('Throttling');
    await stage.change(numbered(10).map((name) => create(a(`x.${name}`))));
  });

  contract('route53.throttle.per-account', async () => {
    stage.reopen({ quotas: true });
    await spend(50);
    await expect(stage.retrying.send(new ListHostedZonesCommand())).rejects.toMatchObject({
      name: 'Throttling',
    });
    await stage.stranger.send(new ListHostedZonesCommand());
  });

  contract('route53.throttle.answer', async () => {
    stage.reopen({ quotas: true });
    await spend(50);
    await expect(look()).rejects.toMatchObject(throttled);
  });

  contract('route53.throttle.sdk-retries', async () => {
    stage.reopen({ quotas: true });
    await spend(50);
    await expect(look()).rejects.toMatchObject({ $metadata: { attempts: 1 } });
    await expect(stage.retrying.send(new ListHostedZonesCommand())).rejects.toMatchObject({
      name: 'Throttling',
    });
    expect(stage.world.calls['ListHostedZones']).toBe(3);
  });

  contract('route53.prior-request', async () => {
    stage.reopen({ quotas: true });
    await stage.change([create(a('a.example.com'))]);
    expect((await stage.refusal([create(a('b.example.com'))]))[0]).toBe('PriorRequestNotComplete');
    await stage.change([create(a('b.example.com'))], 'ZPRIVATE');
    stage.clock.advance(1000);
    await stage.change([create(a('b.example.com'))]);
  });
}
