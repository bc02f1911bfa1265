import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeleteRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect, inject, it } from 'vitest';
import { loadBalancerCalls } from '../../infra/event-patterns.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

// A replay of the deployed stack's archive, on a bus where somebody else listens, too.

const { url, outputs } = inject('sandbox');
const elb = new ElasticLoadBalancingV2Client(clientSettings(url));
const events = new EventBridgeClient(clientSettings(url));
const lambda = new LambdaClient(clientSettings(url));
const queues = new SQSClient(clientSettings(url));
const route53 = new Route53Client(clientSettings(url));

const WITHIN = 25_000;
const HOST = 'replay-deployed.example.com';
const OWN = ['elb-calls', 'tag-changes'].map((rule) => `signpost-us-east-1-${rule}`);
const PLACE = 'us-east-1:000000000000';
const NEIGHBOUR = 'replay-neighbour';
const QueueUrl = `${url}/000000000000/${NEIGHBOUR}`;

async function invoke(payload: object): Promise<Record<string, unknown>> {
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: outputs['OperateFunction'], Payload: JSON.stringify(payload) }),
  );
  return JSON.parse(Payload?.transformToString() ?? 'null');
}

/** Another team's rule for the same calls, with a queue of theirs. */
async function listenBeside(): Promise<void> {
  const arn = `arn:aws:sqs:${PLACE}:${NEIGHBOUR}`;
  const letIn = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: { ...letIn, Resource: arn } });
  await queues.send(new CreateQueueCommand({ QueueName: NEIGHBOUR, Attributes: { Policy } }));
  await events.send(new PutRuleCommand({ Name: NEIGHBOUR, EventPattern: JSON.stringify(loadBalancerCalls) }));
  await events.send(new PutTargetsCommand({ Rule: NEIGHBOUR, Targets: [{ Id: 'queue', Arn: arn }] }));
}

async function goAway(): Promise<void> {
  await events.send(new RemoveTargetsCommand({ Rule: NEIGHBOUR, Ids: ['queue'] }));
  await events.send(new DeleteRuleCommand({ Name: NEIGHBOUR }));
  await queues.send(new DeleteQueueCommand({ QueueUrl }));
}

/** What the neighbour heard of this load balancer since it was last asked. */
async function heardBeside(): Promise<{ readonly 'replay-name'?: string }[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
  );
  return Messages.flatMap(({ Body = '' }) => (Body.includes('replay-deployed') ? [JSON.parse(Body)] : []));
}

async function records(): Promise<string[]> {
  const { ResourceRecordSets = [] } = await route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: 'ZEXAMPLECOM', StartRecordName: HOST }),
  );
  return ResourceRecordSets.flatMap(({ Name, Type }) => (Name === `${HOST}.` ? `${Type}` : []));
}

it('an event that was lost comes by a replay, and whoever else listens hears nothing of it', {
  timeout: 110_000,
}, async () => {
  await listenBeside();
  const from = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
  for (const Name of OWN) await events.send(new DisableRuleCommand({ Name }));
  const { LoadBalancers: [made] = [] } = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'replay-deployed',
      Subnets: ['subnet-1', 'subnet-2'],
      Tags: [{ Key: 'signpost/hostname', Value: HOST }],
    }),
  );
  // The bus has looked at the rules for this event.
  const live = await eventually(heardBeside, ({ length }) => length > 0, WITHIN);
  for (const Name of OWN) await events.send(new EnableRuleCommand({ Name }));
  expect(live.map((event) => event['replay-name'])).toEqual([undefined]);
  expect(await records()).toEqual([]);

  const answer = await invoke({ command: 'replay', from, to: new Date().toISOString(), by: 'ann' });
  expect(answer).toMatchObject({ state: 'STARTING', note: expect.stringContaining('10 minutes behind') });
  await eventually(records, (found) => found.includes('A'), WITHIN);
  const name = answer['replay'];
  await eventually(
    () => invoke({ command: 'replay', name }),
    ({ state, percent }) => state === 'COMPLETED' && percent === 100,
    WITHIN,
  );
  expect(await heardBeside()).toEqual([]);
  const status = () => invoke({ command: 'status', name: HOST });
  expect(
    JSON.stringify(await eventually(status, (told) => JSON.stringify(told).includes('published'))),
  ).toContain(`"via":"replay","replay":"${name}"`);

  const response = await fetch(`${url}/_sandbox/calls?service=events`);
  const calls = (await response.json()) as readonly { readonly body: string }[];
  const started = calls.map(({ body }) => JSON.parse(body)).filter(({ ReplayName }) => ReplayName === name);
  expect(started.map(({ Destination }) => Destination).filter(Boolean)).toEqual([
    {
      Arn: `arn:aws:events:${PLACE}:event-bus/default`,
      FilterArns: OWN.map((rule) => `arn:aws:events:${PLACE}:rule/${rule}`),
    },
  ]);

  await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: made?.LoadBalancerArn }));
  await eventually(records, ({ length }) => length === 0, WITHIN);
  await goAway();
});

it('a replay that has ended is not cancelled, and one of others is not touched', async () => {
  const from = new Date(Date.now() - 2_000).toISOString();
  const { replay: name } = await invoke({ command: 'replay', from, to: new Date().toISOString() });
  const progress = () => invoke({ command: 'replay', name });
  await eventually(progress, ({ state }) => state === 'COMPLETED', WITHIN);
  expect(await invoke({ command: 'replay', name, cancel: true })).toMatchObject({
    errorMessage: expect.stringContaining('which is COMPLETED'),
  });
  expect(await invoke({ command: 'replay', name: 'billing-monday', cancel: true })).toMatchObject({
    errorMessage: expect.stringContaining('expected a replay that this stack started'),
  });
  const [early, late] = ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'];
  expect(await invoke({ command: 'replay', from: early, to: late })).toMatchObject({
    errorMessage: expect.stringMatching(
      /payload\.from: .* when the archive was made; payload\.to: .* passed/,
    ),
  });
});
