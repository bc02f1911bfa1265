import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { expect, inject, it } from 'vitest';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

const { url, outputs } = inject('sandbox');
const elb = new ElasticLoadBalancingV2Client(clientSettings(url));
const route53 = new Route53Client(clientSettings(url));
const lambda = new LambdaClient(clientSettings(url));

/** Milliseconds: the machine may be busy with other tests. */
const WITHIN = 25_000;

const HOST = 'operate-deployed.example.com';
const SCOPE = { zone: 'ZEXAMPLECOM', name: HOST };

/** As `aws lambda invoke` does it: what the file holds, and what is printed of an error. */
async function invoke(payload: object): Promise<{ error: string | undefined; answer: unknown }> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: outputs['OperateFunction'], Payload: JSON.stringify(payload) }),
  );
  return { error: FunctionError, answer: JSON.parse(Payload?.transformToString() ?? 'null') };
}

async function records(): Promise<string[]> {
  const { ResourceRecordSets = [] } = await route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: SCOPE.zone, StartRecordName: HOST }),
  );
  return ResourceRecordSets.filter(({ Name }) => Name === `${HOST}.`).map(
    ({ Type, AliasTarget }) => `${Type} ${AliasTarget?.DNSName}`,
  );
}

const statusOfName = async () => JSON.stringify((await invoke({ command: 'status', name: HOST })).answer);

it('a name that is frozen is not written, and what happened meanwhile follows when it is unfrozen', {
  timeout: 110_000,
}, async () => {
  const freeze = { command: 'freeze', scope: SCOPE, minutes: 60, reason: 'a test', by: 'ann' };
  expect(await invoke(freeze)).toMatchObject({
    error: undefined,
    answer: { done: expect.stringContaining(`froze ${HOST} in zone ZEXAMPLECOM until`) },
  });
  const { LoadBalancers: [made] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'operate-deployed',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: [{ Key: 'signpost/hostname', Value: HOST }],
    }),
  );
  const held = await eventually(statusOfName, (told) => told.includes('held back'), WITHIN);
  expect(held).toMatch(/frozen until \S+: a test \(.*\); it would CREATE A alias to operate-deployed-/);
  expect(await records()).toEqual([]);

  expect(await invoke({ command: 'unfreeze', scope: SCOPE })).toMatchObject({
    answer: { hinted: { loadBalancers: 1 } },
  });
  await eventually(records, (found) => found[0] === `A ${made?.DNSName?.toLowerCase()}.`, WITHIN);
  expect(await eventually(statusOfName, (told) => told.includes('published'), WITHIN)).toContain(
    '"event":"operator"',
  );
  await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: made?.LoadBalancerArn }));
  await eventually(records, (found) => found.length === 0, WITHIN);
});

it('everything is looked at when an operator says so, and a zone gets a new budget', async () => {
  const all = await invoke({ command: 'sync', all: true });
  expect(all).toMatchObject({ error: undefined, answer: { hinted: { names: expect.any(Number) } } });
  const approve = {
    command: 'approve',
    zone: 'ZEXAMPLEORG',
    kind: 'retargets',
    names: 200,
    reason: 'a test',
  };
  expect(await invoke(approve)).toMatchObject({ error: undefined });
  const { answer } = await invoke({ command: 'status' });
  expect(answer).toMatchObject({
    policy: 'sync',
    zones: expect.arrayContaining([
      expect.objectContaining({
        zone: 'ZEXAMPLEORG',
        retargets: expect.objectContaining({ limit: 200, left: 200 }),
      }),
    ]),
  });
});

it('a payload that asks for nothing is answered with what is wrong with it', async () => {
  expect(await invoke({ command: 'freeze', scope: 'stack', minutes: 0 })).toMatchObject({
    error: 'Unhandled',
    answer: {
      errorMessage: expect.stringMatching(
        /^payload\.reason: got nothing, .*; payload\.minutes: got 0, expected/,
      ),
    },
  });
});
