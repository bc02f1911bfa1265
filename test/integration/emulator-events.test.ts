import {
  CreateArchiveCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { clientSettings, ownAccount } from './aws-clients.ts';
import { eventually } from './eventually.ts';

// Each of these holds a workaround of the sandbox against MiniStack itself. One that fails: the emulator has learnt it,
// and the workaround that its title names can go.

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

function setUp() {
  const account = ownAccount();
  const settings = clientSettings(inject('sandbox').ministack, account);
  const events = new EventBridgeClient(settings);
  const queues = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  endings.push(
    () => events.destroy(),
    () => queues.destroy(),
  );
  const queueArn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
  return {
    events,
    account,
    queueArn,
    createQueue: (name: string) => queues.send(new CreateQueueCommand({ QueueName: name })),
    createRule: async (name: string, target: string, deadLetters?: string) => {
      const EventPattern = JSON.stringify({ source: ['test'] });
      const { RuleArn } = await events.send(new PutRuleCommand({ Name: name, EventPattern }));
      const DeadLetterConfig = deadLetters === undefined ? undefined : { Arn: queueArn(deadLetters) };
      const Targets = [{ Id: 'queue', Arn: queueArn(target), DeadLetterConfig }];
      await events.send(new PutTargetsCommand({ Rule: name, Targets }));
      return RuleArn!;
    },
    put: (Source: string) =>
      events.send(new PutEventsCommand({ Entries: [{ Source, DetailType: 'test', Detail: '{}' }] })),
    received: async (name: string) => {
      const QueueUrl = `http://127.0.0.1/${account}/${name}`;
      const { Messages = [] } = await queues.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
      );
      return Messages.map(({ Body = '' }) => JSON.parse(Body));
    },
  };
}

describe('bus/default-bus.ts', () => {
  it('brings aws.* events to rules, because the emulator, as AWS, takes them from nobody', async () => {
    const { put } = setUp();
    expect(await put('aws.elasticloadbalancing')).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }],
    });
  });
});

describe('bus/deliver.ts', () => {
  it('sends to the dead-letter queue of a rule, which the emulator never does', async () => {
    const { put, createQueue, createRule, received } = setUp();
    await createQueue('dead');
    await createQueue('alive');
    await createRule('broken', 'nowhere', 'dead');
    await createRule('whole', 'alive');
    await put('test');
    expect(await received('alive')).toHaveLength(1);
    expect(await received('dead')).toEqual([]);
  });
});

describe('bus/let-in.ts', () => {
  it('asks the policy of a queue, which the emulator does not', async () => {
    const { put, createQueue, createRule, received } = setUp();
    await createQueue('closed');
    await createRule('whole', 'closed');
    await put('test');
    expect(await received('closed')).toHaveLength(1);
  });
});

describe('bus/replay-operations.ts', () => {
  it('obeys FilterArns, which the emulator ignores', async () => {
    const { account, events, put, createQueue, createRule, received } = setUp();
    await createQueue('asked');
    await createQueue('other');
    const asked = await createRule('asked', 'asked');
    await createRule('other', 'other');
    const bus = `arn:aws:events:us-east-1:${account}:event-bus/default`;
    const { ArchiveArn } = await events.send(
      new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: bus }),
    );
    const EventStartTime = new Date(Date.now() - 60_000);
    await put('test');
    await eventually(
      () => received('other'),
      ({ length }) => length === 1,
    );
    await events.send(
      new StartReplayCommand({
        ReplayName: 'again',
        EventSourceArn: ArchiveArn,
        EventStartTime,
        EventEndTime: new Date(Date.now() + 60_000),
        Destination: { Arn: bus, FilterArns: [asked] },
      }),
    );
    const replayed = await eventually(
      () => received('other'),
      ({ length }) => length === 1,
    );
    expect(replayed[0]).toMatchObject({ 'replay-name': 'again' });
  });
});
