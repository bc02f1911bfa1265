import { DescribeTimeToLiveCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, expect, it, vi } from 'vitest';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { OTHER_ACCOUNTS_ZONE } from '../sandbox/settings.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

vi.setConfig({ testTimeout: 200_000, hookTimeout: 60_000 });

const teardown = new Teardown();
afterEach(() => teardown.run());

it('deploys again: what was planned is written once the policy is sync, and the ledger is kept', async () => {
  const sandbox = await startSandbox(
    { policy: 'plan', pump: true, quotas: true, trouble: (error) => console.error('sandbox:', error) },
    teardown,
  );
  const settings = clientSettings(sandbox.url);
  const loadBalancers = new ElasticLoadBalancingV2Client(settings);
  const ledger = new DynamoDBClient(settings);
  teardown.add(() => loadBalancers.destroy());
  teardown.add(() => ledger.destroy());
  const TableName = sandbox.outputs['LedgerTable'];
  const records = () =>
    ['ZEXAMPLECOM', OTHER_ACCOUNTS_ZONE.id]
      .flatMap((zone) => sandbox.route53.records(zone))
      .filter(({ Name }) => Name.startsWith('planned'));

  await loadBalancers.send(
    new CreateLoadBalancerCommand({
      Name: 'planned',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: [{ Key: 'signpost/hostname', Value: 'planned.example.com planned.other-account.example' }],
    }),
  );
  const rows = async () => (await ledger.send(new ScanCommand({ TableName }))).Items ?? [];
  await eventually(rows, (items) => JSON.stringify(items).includes('planned.other-account.example'), 20_000);
  expect(records()).toEqual([]);

  await fetch(`${sandbox.url}/_sandbox/deploy?policy=sync`, { method: 'POST' });
  await eventually(
    async () => records(),
    ({ length }) => length === 2,
    20_000,
  );
  const { TimeToLiveDescription } = await ledger.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription?.TimeToLiveStatus).toBe('ENABLED');
});
