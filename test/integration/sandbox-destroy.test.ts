import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, vi } from 'vitest';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const teardown = new Teardown();
afterEach(() => teardown.run());

it('destroy and deploy of the main stack leaves role ids and ledger as they were, and it goes on from there', async () => {
  // The schedule of surveys, which the sandbox plays, goes on while there is no queue for them.
  const trouble = (error: unknown) => {
    if (!(error instanceof Error && error.name === 'QueueDoesNotExist')) console.error('sandbox:', error);
  };
  const sandbox = await startSandbox({ policy: 'sync', pump: true, quotas: false, trouble }, teardown);
  const settings = clientSettings(sandbox.url);
  const loadBalancers = new ElasticLoadBalancingV2Client(settings);
  const ledger = new DynamoDBClient(settings);
  const iam = new IAMClient(settings);
  const functions = new LambdaClient(settings);
  teardown.add(() => {
    for (const client of [loadBalancers, ledger, iam, functions]) client.destroy();
  });
  const make = (name: string) =>
    loadBalancers.send(
      new CreateLoadBalancerCommand({
        Name: name,
        Subnets: ['subnet-1', 'subnet-2'],
        Tags: [{ Key: 'signpost/hostname', Value: `${name}.example.com` }],
      }),
    );
  const records = () => sandbox.route53.records('ZEXAMPLECOM').map(({ Name }) => Name);
  const published = (name: string) =>
    eventually(
      async () => records(),
      (found) => found.includes(`${name}.example.com.`),
      20_000,
    );
  const nameRows = async () => {
    const { Items = [] } = await ledger.send(new ScanCommand({ TableName: sandbox.outputs['LedgerTable'] }));
    return Items.filter(({ pk }) => pk?.S?.startsWith('name#')).sort((a, b) =>
      String(a['pk']?.S) < String(b['pk']?.S) ? -1 : 1,
    );
  };
  const roleIds = async () => {
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    const own = Roles.filter(({ RoleName }) => RoleName?.startsWith('signpost-us-east-1-'));
    return Object.fromEntries(own.map(({ RoleName, RoleId }) => [RoleName, RoleId]));
  };
  const sync = () =>
    functions.send(new GetFunctionCommand({ FunctionName: sandbox.outputs['SyncFunction'] })).then(
      () => 'there',
      (error: Error) => error.name,
    );

  await make('before');
  await published('before');
  const settled = await eventually(nameRows, (rows) => JSON.stringify(rows).includes('"published"'), 20_000);
  const roles = await roleIds();
  expect(Object.keys(roles)).toContain('signpost-us-east-1-sync');
  expect(Object.values(roles).every(Boolean)).toBe(true);

  await sandbox.pump.stop();
  await sandbox.destroyMain();
  expect(await sync()).toBe('ResourceNotFoundException');
  expect(await roleIds()).toEqual(roles);
  expect(await nameRows()).toEqual(settled);
  expect(records()).toContain('before.example.com.');

  // Nobody hears of it.
  await make('meanwhile');
  await sandbox.deploy('sync');
  sandbox.pump.start();
  expect(await sync()).toBe('there');
  expect(await roleIds()).toEqual(roles);
  expect(await nameRows()).toEqual(expect.arrayContaining(settled));
  await published('meanwhile');
  expect(records()).toContain('before.example.com.');
});
