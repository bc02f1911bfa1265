import { randomUUID } from 'node:crypto';
import {
  CreateLoadBalancerCommand,
  DeleteLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, inject, it } from 'vitest';
import { loadBalancerCalls } from '../../infra/event-patterns.ts';
import { clientSettings, ownAccount } from './aws-clients.ts';
import { eventually } from './eventually.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** An account of its own, seen through the front: rules there are ours alone. */
function setUp() {
  const account = ownAccount();
  const settings = clientSettings(inject('sandbox').url, account);
  const events = new EventBridgeClient(settings);
  const queues = new SQSClient({ ...settings, maxAttempts: 1 });
  const loadBalancers = new ElasticLoadBalancingV2Client(settings);
  endings.push(...[events, queues, loadBalancers].map((client) => () => client.destroy()));
  const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
  const QueueUrl = (name: string) => `${inject('sandbox').url}/${account}/${name}`;

  const received = async (name: string): Promise<Message[]> => {
    const messages: Message[] = [];
    const command = new ReceiveMessageCommand({
      QueueUrl: QueueUrl(name),
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    });
    for (;;) {
      const { Messages = [] } = await queues.send(command);
      if (Messages.length === 0) return messages;
      messages.push(...Messages);
    }
  };

  return {
    account,
    events,
    queues,
    queueArn,
    /** A queue that lets EventBridge in for the rules of this account, or for none. */
    createQueue: (name: string, letsIn = true) => {
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn(name),
          Condition: { StringEquals: { 'aws:SourceAccount': account } },
        },
      });
      return queues.send(
        new CreateQueueCommand({ QueueName: name, ...(letsIn && { Attributes: { Policy } }) }),
      );
    },
    createRule: async (name: string, target: string, deadLetters?: string) => {
      const { RuleArn } = await events.send(
        new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(loadBalancerCalls) }),
      );
      const target_ = {
        Id: 'queue',
        Arn: queueArn(target),
        ...(deadLetters !== undefined && { DeadLetterConfig: { Arn: queueArn(deadLetters) } }),
      };
      await events.send(new PutTargetsCommand({ Rule: name, Targets: [target_] }));
      return RuleArn!;
    },
    createLoadBalancer: async (name: string) => {
      const { LoadBalancers } = await loadBalancers.send(
        new CreateLoadBalancerCommand({ Name: name, Subnets: ['subnet-1', 'subnet-2'] }),
      );
      return LoadBalancers![0]!.LoadBalancerArn!;
    },
    deleteLoadBalancer: (LoadBalancerArn: string) =>
      loadBalancers.send(new DeleteLoadBalancerCommand({ LoadBalancerArn })),
    /** Everything that comes into the queue until `count` messages are there. */
    messages: async (name: string, count: number) => {
      const all: Message[] = [];
      return eventually(
        async () => {
          all.push(...(await received(name)));
          return all;
        },
        ({ length }) => length >= count,
      );
    },
  };
}

const eventName = ({ Body = '{}' }: Message) => JSON.parse(Body).detail.eventName;

it('brings the events of load balancer calls to the targets of a rule within a second', async () => {
  const { account, createQueue, createRule, createLoadBalancer, messages } = setUp();
  await createQueue('hints');
  await createRule('calls', 'hints');
  const called = Date.now();
  await createLoadBalancer('web');
  const [message] = await messages('hints', 1);
  expect(Date.now() - called).toBeLessThan(1_000);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    source: 'aws.elasticloadbalancing',
    account,
    region: 'us-east-1',
    detail: { eventName: 'CreateLoadBalancer', requestParameters: { name: 'web' } },
  });
});

it('brings nothing while the rule is disabled', async () => {
  const { events, createQueue, createRule, createLoadBalancer, deleteLoadBalancer, messages } = setUp();
  await createQueue('hints');
  await createRule('calls', 'hints');
  await events.send(new DisableRuleCommand({ Name: 'calls' }));
  const arn = await createLoadBalancer('web');
  // Events go their way in turn: when a later one has come to a queue, the first was not going to.
  await createQueue('probe');
  await createRule('probe', 'probe');
  await createLoadBalancer('probe');
  await messages('probe', 1);
  await events.send(new EnableRuleCommand({ Name: 'calls' }));
  await deleteLoadBalancer(arn);
  expect((await messages('hints', 1)).map(eventName)).toEqual(['DeleteLoadBalancer']);
});

it.each([
  ['is not there', () => undefined, 'NO_RESOURCE', /queue/],
  [
    'does not let EventBridge in',
    ({ createQueue }) => createQueue('target', false),
    'NO_PERMISSIONS',
    /policy/,
  ],
] as const satisfies [string, (stage: ReturnType<typeof setUp>) => unknown, string, RegExp][])(
  'sends to the dead-letter queue of the rule, saying why, when the target %s',
  async (_, makeTarget, code, reason) => {
    const stage = setUp();
    const { createQueue, createRule, createLoadBalancer, messages, queueArn } = stage;
    await createQueue('undelivered');
    await makeTarget(stage);
    const ruleArn = await createRule('calls', 'target', 'undelivered');
    await createLoadBalancer('web');
    const [message] = await messages('undelivered', 1);
    const { MessageAttributes = {} } = message ?? {};
    expect(eventName(message!)).toBe('CreateLoadBalancer');
    expect(
      Object.fromEntries(Object.entries(MessageAttributes).map(([name, value]) => [name, value.StringValue])),
    ).toEqual({
      RULE_ARN: ruleArn,
      TARGET_ARN: queueArn('target'),
      ERROR_CODE: code,
      ERROR_MESSAGE: expect.stringMatching(reason),
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      RETRY_ATTEMPTS: '0',
    });
  },
);

it('moves dead letters where it is told', async () => {
  const { queues, createQueue, createRule, createLoadBalancer, messages, queueArn } = setUp();
  await createQueue('undelivered');
  await createRule('calls', 'hints', 'undelivered');
  await createLoadBalancer('web');
  const moved = () => queues.send(new ListMessageMoveTasksCommand({ SourceArn: queueArn('undelivered') }));
  await createQueue('hints');
  const start = new StartMessageMoveTaskCommand({
    SourceArn: queueArn('undelivered'),
    DestinationArn: queueArn('hints'),
  });
  await eventually(
    async () => {
      const { Results = [] } = await moved();
      if (Results[0]?.Status !== 'RUNNING') await queues.send(start);
      return (await messages('hints', 0)).map(eventName);
    },
    ([name]) => name === 'CreateLoadBalancer',
  );
});

it('replays an archive to the rules that are asked for, and archives nothing again', async () => {
  const { account, events, createQueue, createRule, createLoadBalancer, messages } = setUp();
  await createQueue('asked');
  await createQueue('other');
  const asked = await createRule('asked', 'asked');
  await createRule('other', 'other');
  const bus = `arn:aws:events:us-east-1:${account}:event-bus/default`;
  const { ArchiveArn } = await events.send(
    new CreateArchiveCommand({
      ArchiveName: 'calls',
      EventSourceArn: bus,
      EventPattern: JSON.stringify(loadBalancerCalls),
    }),
  );
  const from = new Date(Date.now() - 2_000);
  await createLoadBalancer('web');
  const [first] = await messages('asked', 1);
  await messages('other', 1);
  const archived = () => events.send(new DescribeArchiveCommand({ ArchiveName: 'calls' }));
  await eventually(archived, ({ EventCount }) => EventCount === 1);

  const ReplayName = randomUUID();
  await events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: ArchiveArn,
      EventStartTime: from,
      EventEndTime: new Date(Date.now() + 1_000),
      Destination: { Arn: bus, FilterArns: [asked] },
    }),
  );
  const replay = () => events.send(new DescribeReplayCommand({ ReplayName }));
  await eventually(replay, ({ State }) => State === 'COMPLETED');

  const [again] = await messages('asked', 1);
  expect(JSON.parse(again?.Body ?? '')).toEqual({
    ...JSON.parse(first?.Body ?? ''),
    'replay-name': ReplayName,
  });
  expect(await messages('other', 0)).toEqual([]);
  expect((await archived()).EventCount).toBe(1);
});

it('replays only what happened in the span of time', async () => {
  const { account, events, createQueue, createRule, createLoadBalancer, messages } = setUp();
  await createQueue('hints');
  await createRule('calls', 'hints');
  const bus = `arn:aws:events:us-east-1:${account}:event-bus/default`;
  const { ArchiveArn } = await events.send(
    new CreateArchiveCommand({ ArchiveName: 'calls', EventSourceArn: bus }),
  );
  await createLoadBalancer('web');
  await messages('hints', 1);
  const ReplayName = randomUUID();
  await events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: ArchiveArn,
      EventStartTime: new Date(Date.now() - 3_600_000),
      EventEndTime: new Date(Date.now() - 60_000),
      Destination: { Arn: bus },
    }),
  );
  const replay = () => events.send(new DescribeReplayCommand({ ReplayName }));
  await eventually(replay, ({ State }) => State === 'COMPLETED');
  expect(await messages('hints', 0)).toEqual([]);
});

it('replays nothing to a rule that is disabled, though it is asked for', async () => {
  const { account, events, createQueue, createRule, createLoadBalancer, messages } = setUp();
  await createQueue('asleep');
  await createQueue('awake');
  const asleep = await createRule('asleep', 'asleep');
  const awake = await createRule('awake', 'awake');
  const bus = `arn:aws:events:us-east-1:${account}:event-bus/default`;
  const { ArchiveArn } = await events.send(
    new CreateArchiveCommand({ ArchiveName: 'calls', EventSourceArn: bus }),
  );
  const from = new Date(Date.now() - 2_000);
  await createLoadBalancer('web');
  await messages('asleep', 1);
  await messages('awake', 1);
  await events.send(new DisableRuleCommand({ Name: 'asleep' }));
  const ReplayName = randomUUID();
  await events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: ArchiveArn,
      EventStartTime: from,
      EventEndTime: new Date(Date.now() + 1_000),
      Destination: { Arn: bus, FilterArns: [asleep, awake] },
    }),
  );
  expect((await messages('awake', 1)).map(eventName)).toEqual(['CreateLoadBalancer']);
  expect(await messages('asleep', 0)).toEqual([]);
});

it('lists rules with their states, by name and page by page', async () => {
  const { events, createQueue, createRule } = setUp();
  await createQueue('hints');
  for (const name of ['calls-1', 'calls-2', 'tags']) await createRule(name, 'hints');
  await events.send(new DisableRuleCommand({ Name: 'calls-2' }));
  // Said again, nothing changes.
  await events.send(new DisableRuleCommand({ Name: 'calls-2', EventBusName: 'default' }));
  const list = async (input: object) =>
    (await events.send(new ListRulesCommand(input))).Rules?.map(({ Name, State }) => `${Name} ${State}`);
  expect(await list({})).toEqual(['calls-1 ENABLED', 'calls-2 DISABLED', 'tags ENABLED']);
  expect(await list({ NamePrefix: 'calls' })).toEqual(['calls-1 ENABLED', 'calls-2 DISABLED']);
  const first = await events.send(new ListRulesCommand({ Limit: 2 }));
  expect(first.Rules).toHaveLength(2);
  expect(await list({ Limit: 2, NextToken: first.NextToken })).toEqual(['tags ENABLED']);
  await events.send(new EnableRuleCommand({ Name: 'calls-2' }));
  expect(await list({ NamePrefix: 'calls-2' })).toEqual(['calls-2 ENABLED']);
});

it.each([
  ['DisableRule', new DisableRuleCommand({ Name: 'none' }), /Rule none does not exist on EventBus default/],
  ['EnableRule', new EnableRuleCommand({ Name: 'none' }), /Rule none does not exist on EventBus default/],
  ['ListRules', new ListRulesCommand({ EventBusName: 'none' }), /Event bus none does not exist/],
] as const)('%s of what is not there is refused as EventBridge does', async (_, command, message) => {
  const { events } = setUp();
  await expect(events.send(command as DisableRuleCommand)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: expect.stringMatching(message),
  });
});
