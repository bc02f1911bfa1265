import {
  CreateHealthCheckCommand,
  DeleteHealthCheckCommand,
  GetHealthCheckCommand,
  type HealthCheckConfig,
  ListHealthChecksCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { beforeEach, describe, expect, it } from 'vitest';
import { worldClient } from '../client.ts';
import { createRoute53, type Route53World } from './world.ts';

const caller = { account: '111111111111', region: 'us-east-1' };
const tcp: HealthCheckConfig = { Type: 'TCP', IPAddress: '192.0.2.1', Port: 443 };

let world: Route53World;
let client: Route53Client;
beforeEach(() => {
  world = createRoute53({ clock: () => 0 });
  client = worldClient<Route53Client>(world.operations, caller);
});
const create = async (CallerReference: string, HealthCheckConfig = tcp) =>
  (await client.send(new CreateHealthCheckCommand({ CallerReference, HealthCheckConfig }))).HealthCheck;
const get = (HealthCheckId?: string) => client.send(new GetHealthCheckCommand({ HealthCheckId }));

describe('health checks', () => {
  it('are created, read and deleted', async () => {
    const made = await create('one');
    expect(made).toMatchObject({ CallerReference: 'one', HealthCheckConfig: tcp, HealthCheckVersion: 1 });
    expect((await get(made?.Id)).HealthCheck).toEqual(made);
    await client.send(new DeleteHealthCheckCommand({ HealthCheckId: made?.Id }));
    await expect(get(made?.Id)).rejects.toMatchObject({
      name: 'NoSuchHealthCheck',
      message: `A health check with id ${made?.Id} does not exist.`,
      $metadata: { httpStatusCode: 404 },
    });
    await expect(
      client.send(new DeleteHealthCheckCommand({ HealthCheckId: made?.Id })),
    ).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
  });

  it('of another account are not there', async () => {
    const theirs = world.healthChecks.create({ account: '222222222222' });
    await expect(get(theirs.Id)).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
    expect((await client.send(new ListHealthChecksCommand())).HealthChecks).toEqual([]);
  });

  it('of one reference and configuration are one; of another configuration refused, deleted or not', async () => {
    const one = await create('one');
    expect(await create('one')).toEqual(one);
    const refusal = { name: 'HealthCheckAlreadyExists', $metadata: { httpStatusCode: 409 } };
    await expect(create('one', { ...tcp, Port: 80 })).rejects.toMatchObject(refusal);
    await client.send(new DeleteHealthCheckCommand({ HealthCheckId: one?.Id }));
    await expect(create('one')).rejects.toMatchObject(refusal);
  });

  it('need a type', async () => {
    await expect(create('one', { Type: undefined })).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it('are listed page by page', async () => {
    for (const reference of ['one', 'two', 'three']) await create(reference);
    const first = await client.send(new ListHealthChecksCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 2 });
    const second = await client.send(new ListHealthChecksCommand({ Marker: first.NextMarker }));
    expect(second.IsTruncated).toBe(false);
    const all = [...(first.HealthChecks ?? []), ...(second.HealthChecks ?? [])];
    expect(all.map(({ CallerReference }) => CallerReference)).toEqual(['one', 'two', 'three']);
  });
});
