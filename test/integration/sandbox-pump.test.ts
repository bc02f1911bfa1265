import { setTimeout as pause } from 'node:timers/promises';
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, expect, inject, it } from 'vitest';
import { createPump } from '../sandbox/pump/pump.ts';
import { roleQueues } from '../sandbox/pump/role-queues.ts';
import { clientSettings, ownAccount } from './aws-clients.ts';
import { eventually } from './eventually.ts';
import { playFunction } from './played-function.ts';

interface Mapping {
  readonly batchSize: number;
  readonly window?: number;
  readonly concurrency?: number;
  readonly partial?: boolean;
  /** What the function's role may do with the queue. */
  readonly actions?: readonly string[];
}

interface Invocation {
  readonly bodies: readonly string[];
  readonly ids: readonly string[];
  readonly from: number;
  to: number;
}

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A queue, a function that the test plays, a mapping of the two as the stacks deploy it, and a pump. */
async function setUp(mapping: Mapping, answer: (event: SQSEvent, attempt: number) => Promise<unknown>) {
  const account = ownAccount();
  const settings = clientSettings(inject('sandbox').ministack, account);
  const functions = new LambdaClient(settings);
  const queues = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await queues.send(
    new CreateQueueCommand({
      QueueName: 'work',
      // What failed comes back soon; but not while a batch is still gathered.
      Attributes: { VisibilityTimeout: mapping.window === undefined ? '1' : '30' },
    }),
  );
  const invocations: Invocation[] = [];
  const play = async (event: SQSEvent) => {
    const invocation: Invocation = {
      bodies: event.Records.map(({ body }) => body),
      ids: event.Records.map(({ messageId }) => messageId),
      from: Date.now(),
      to: Number.POSITIVE_INFINITY,
    };
    invocations.push(invocation);
    try {
      return await answer(event, invocations.length);
    } finally {
      invocation.to = Date.now();
    }
  };
  const played = await playFunction(functions, settings, 'worker', play, mapping.actions);
  await functions.send(
    new CreateEventSourceMappingCommand({
      FunctionName: played.name,
      EventSourceArn: `arn:aws:sqs:us-east-1:${account}:work`,
      Enabled: false,
      BatchSize: mapping.batchSize,
      MaximumBatchingWindowInSeconds: mapping.window ?? 0,
      FunctionResponseTypes: mapping.partial === false ? [] : ['ReportBatchItemFailures'],
      ...(mapping.concurrency !== undefined && {
        ScalingConfig: { MaximumConcurrency: mapping.concurrency },
      }),
    }),
  );
  const asRole = roleQueues(inject('sandbox').ministack, { account, region: settings.region });
  const troubles: string[] = [];
  const pump = createPump({ functions, queuesAs: asRole.as, now: Date.now }, (error) => {
    if (mapping.actions === undefined) console.error(error);
    troubles.push(String(error));
  });
  endings.push(
    () => functions.destroy(),
    () => queues.destroy(),
    () => played.close(),
    () => asRole.close(),
    () => pump.stop(),
  );
  return {
    pump,
    troubles,
    invocations,
    bodies: () => invocations.map(({ bodies }) => bodies.toSorted()),
    send: async (...bodies: string[]) => {
      for (let index = 0; index < bodies.length; index += 10) {
        const Entries = bodies
          .slice(index, index + 10)
          .map((MessageBody, entry) => ({ Id: String(entry), MessageBody }));
        await queues.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      }
    },
    /** How many messages the queue holds, on their way or waiting. */
    left: async () => {
      const AttributeNames = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const;
      const { Attributes = {} } = await queues.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
      );
      return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
    },
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));

it('takes more than ten messages at once, and the rest in the next batch', async () => {
  const { pump, send, invocations, left } = await setUp({ batchSize: 100, window: 1 }, async () => ({}));
  await send(...numbered(130));
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(invocations.map(({ bodies }) => bodies.length).toSorted((one, other) => one - other)).toEqual([
    30, 100,
  ]);
});

it('waits for the window after the first message', async () => {
  const { pump, send, bodies, left } = await setUp({ batchSize: 100, window: 1 }, async () => ({}));
  pump.start();
  await send('first');
  await pause(500);
  await send('second');
  await eventually(left, (count) => count === 0);
  expect(bodies()).toEqual([['first', 'second']]);
});

it.each([2, 3])('runs no more than %i invocations at once', async (concurrency) => {
  const { pump, send, invocations, left } = await setUp({ batchSize: 1, concurrency }, async () => {
    await pause(200);
    return {};
  });
  await send(...numbered(7));
  pump.start();
  await eventually(left, (count) => count === 0);
  const atOnce = invocations.map(
    ({ from }) => invocations.filter((other) => other.from <= from && from < other.to).length,
  );
  expect(Math.max(...atOnce)).toBe(concurrency);
});

it('leaves the messages that the function reports, and deletes the others', async () => {
  const { pump, send, bodies, left } = await setUp({ batchSize: 10 }, async ({ Records }, attempt) => ({
    batchItemFailures: Records.filter(({ body }) => attempt === 1 && body === '1').map(({ messageId }) => ({
      itemIdentifier: messageId,
    })),
  }));
  await send(...numbered(3));
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(bodies()).toEqual([['0', '1', '2'], ['1']]);
});

it.each([
  ['an unknown item identifier', 'nobody'],
  ['a null item identifier', null],
])('leaves the whole batch at %s', async (_, itemIdentifier) => {
  const { pump, send, bodies, left } = await setUp({ batchSize: 10 }, async (_event, attempt) =>
    attempt === 1 ? { batchItemFailures: [{ itemIdentifier }] } : {},
  );
  await send(...numbered(3));
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(bodies().flat().toSorted()).toEqual(['0', '0', '1', '1', '2', '2']);
});

it.each([
  ['with', true],
  ['without', false],
] as const)('leaves the whole batch when a function %s partial responses fails', async (_, partial) => {
  const { pump, send, bodies, left } = await setUp({ batchSize: 10, partial }, async (_event, attempt) => {
    if (attempt === 1) throw new Error('as told');
    return {};
  });
  await send(...numbered(2));
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(bodies().flat().toSorted()).toEqual(['0', '0', '1', '1']);
});

it('deletes what a function without partial responses took, whatever it answers', async () => {
  const { pump, send, bodies, left } = await setUp(
    { batchSize: 10, partial: false },
    async ({ Records }) => ({
      batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    }),
  );
  await send('once');
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(bodies()).toEqual([['once']]);
});

it('does nothing while it is stopped, and goes on when it is started', async () => {
  const { pump, send, bodies, left } = await setUp({ batchSize: 10 }, async () => ({}));
  pump.start();
  await send('before');
  await eventually(left, (count) => count === 0);
  await pump.stop();
  await send('meanwhile');
  // Longer than anything here takes to be received.
  await pause(1_500);
  expect(bodies()).toEqual([['before']]);
  pump.start();
  await eventually(left, (count) => count === 0);
  expect(bodies()).toEqual([['before'], ['meanwhile']]);
});

it.each([
  ['receives nothing', ['sqs:DeleteMessage'], 'sqs:ReceiveMessage', false],
  ['deletes nothing', ['sqs:ReceiveMessage'], 'sqs:DeleteMessage', true],
])('%s that the role of the function may not', async (_, actions, refused, invoked) => {
  const { pump, send, left, invocations, troubles } = await setUp(
    { batchSize: 10, actions },
    async () => ({}),
  );
  await send('hello');
  pump.start();
  await eventually(
    async () => troubles,
    (told) => told.some((trouble) => trouble.includes(`is not authorized to perform: ${refused}`)),
  );
  expect(await left()).toBe(1);
  expect(invocations.length > 0).toBe(invoked);
});
