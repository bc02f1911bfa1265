import {
  AddTagsCommand,
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import pMap from 'p-map';
import { afterEach, expect, it, vi } from 'vitest';
import { parseSettings, runtimeSettings } from '../../../infra/settings.ts';
import { clientSettings } from '../../integration/aws-clients.ts';
import { eventually } from '../../integration/eventually.ts';
import { ACCOUNT } from '../../sandbox/isolated-environment.ts';
import { Teardown } from '../../sandbox/processes/teardown.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { sandboxSettings } from '../../sandbox/settings.ts';
import { windowsOf } from '../../stage/storm/windows.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 60_000 });

const ZONE = 'ZEXAMPLECOM';
const LOAD_BALANCERS = 100;
/** Of each: a thousand tag changes in all. */
const CHANGES = 10;
/** Where somebody else's record stands: names on the way, and one that a load balancer ends with. */
const FOREIGN = ['t3-5', 't4-2', 't7-10'];

const teardown = new Teardown();
afterEach(() => teardown.run());

it('a thousand tag changes with real quotas: nothing is lost, nothing of others is touched, and the share is kept', async () => {
  const trouble = (error: unknown) => console.error('sandbox:', error);
  const sandbox = await startSandbox({ policy: 'sync', pump: true, quotas: true, trouble }, teardown);
  const elb = new ElasticLoadBalancingV2Client(clientSettings(sandbox.url));
  teardown.add(() => elb.destroy());
  const nameOf = (host: string) => `${host}.quota.example.com`;
  const tags = (host: string) => [{ Key: 'signpost/hostname', Value: nameOf(host) }];
  const changes = sandbox.route53.operations['ChangeResourceRecordSets']!;
  const foreign = FOREIGN.map((host) => ({
    Action: 'CREATE',
    ResourceRecordSet: {
      Name: nameOf(host),
      Type: 'A',
      TTL: 60,
      ResourceRecords: [{ Value: '192.0.2.1' }],
    },
  }));
  await changes(
    { HostedZoneId: ZONE, ChangeBatch: { Changes: foreign } },
    { account: ACCOUNT, region: 'us-east-1' },
  );

  const all = Array.from({ length: LOAD_BALANCERS }, (_, index) => index);
  const made = new Map<number, { arn: string; target: string }>();
  await pMap(
    all,
    async (index) => {
      const { LoadBalancers: [answer] = [] } = await elb.send(
        new CreateLoadBalancerCommand({
          Name: `quota-${index}`,
          Subnets: ['subnet-1', 'subnet-2'],
          Tags: tags(`t${index}-0`),
        }),
      );
      const { LoadBalancerArn: arn = '', DNSName = '' } = answer ?? {};
      made.set(index, { arn, target: DNSName.toLowerCase() });
    },
    { concurrency: 8 },
  );
  const found = async () =>
    sandbox.route53
      .records(ZONE)
      .filter(({ Type }) => Type === 'A')
      .map(({ Name, AliasTarget, ResourceRecords = [] }) =>
        [
          Name.replace(/\.$/, ''),
          AliasTarget?.DNSName?.toLowerCase().replace(/\.$/, '') ?? ResourceRecords[0]?.Value,
        ].join(' '),
      );
  const ours = (change: number) =>
    all
      .map((index) => ({ host: `t${index}-${change}`, target: made.get(index)?.target }))
      .filter(({ host }) => !FOREIGN.includes(host));
  const theirs = FOREIGN.map((host) => ({ host, target: '192.0.2.1' }));
  const lines = (records: readonly { host: string; target: string | undefined }[]) =>
    records.map(({ host, target }) => `${nameOf(host)} ${target}`).toSorted();

  for (let change = 1; change <= CHANGES; change += 1) {
    await pMap(
      all.map((index) => ({ arn: made.get(index)?.arn ?? '', host: `t${index}-${change}` })),
      ({ arn, host }) => elb.send(new AddTagsCommand({ ResourceArns: [arn], Tags: tags(host) })),
      { concurrency: 8 },
    );
    const wanted = lines(ours(change));
    await eventually(found, (records) => wanted.every((line) => records.includes(line)), 300_000);
  }
  const wanted = lines([...ours(CHANGES), ...theirs]).join();
  await eventually(found, (records) => records.toSorted().join() === wanted, 300_000);

  const calls = sandbox.calls.filter(({ service, account }) => service === 'route53' && account === ACCOUNT);
  const arrivals = calls.map(({ at, body }) => ({ at, changes: body.split('<Change>').length - 1 }));
  const { quota } = runtimeSettings(parseSettings(sandboxSettings({ policy: 'sync' })));
  const windows = windowsOf(arrivals, quota, 1);
  const sent = arrivals.reduce((sum, { changes: each }) => sum + each, 0);
  expect(windows.filter(({ most, bound }) => most > bound)).toEqual([]);
  // Of each name one for its coming, and of all but the last one for its going.
  expect(sent).toBeGreaterThan(2 * LOAD_BALANCERS * CHANGES - 2 * LOAD_BALANCERS);
  // Of a zone that is busy with the batch before Route 53 takes none; by the share nobody is refused.
  const errors = calls.filter(({ status }) => status !== 200).map(({ error }) => error);
  expect(errors.filter((error) => error !== 'PriorRequestNotComplete')).toEqual([]);
});
