import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { queueUrlOf } from '../queue-url.ts';
import { failedMessages } from './failed-messages.ts';
import { gather } from './gather.ts';
import { type Mapping, readMappings } from './mapping.ts';
import { sqsEvent } from './sqs-event.ts';

export interface Pump {
  /** Starts again after `stop`; does nothing when it runs. */
  start(): void;
  /** Receives nothing more, and waits for the invocations under way. */
  stop(): Promise<void>;
}

export interface PumpClients {
  readonly functions: LambdaClient;
  readonly queues: SQSClient;
}

/** How often mappings are read again, so that a later deploy is noticed. */
const REFRESH = 1_000;

/** Takes messages from queues to functions as Lambda's event source mappings do. */
export function createPump(clients: PumpClients, trouble: (error: unknown) => void): Pump {
  let run: { stopped: boolean; done: Promise<void> } | undefined;
  return {
    start: () => {
      if (run !== undefined) return;
      const state = { stopped: false, done: Promise.resolve() };
      state.done = watch(clients, () => state.stopped, trouble);
      run = state;
    },
    stop: async () => {
      const state = run;
      if (state === undefined) return;
      state.stopped = true;
      await state.done;
      run = undefined;
    },
  };
}

/** One loop per mapping; a mapping whose settings changed gets a new loop. */
async function watch(
  clients: PumpClients,
  stopped: () => boolean,
  trouble: (error: unknown) => void,
): Promise<void> {
  const loops = new Map<string, { ended: boolean; done: Promise<void> }>();
  while (!stopped()) {
    const mappings = await readMappings(clients.functions).catch((error: unknown) => {
      trouble(error);
      return undefined;
    });
    if (mappings !== undefined) {
      const wanted = new Map(mappings.map((mapping) => [JSON.stringify(mapping), mapping]));
      for (const [key, loop] of loops) loop.ended = !wanted.has(key);
      for (const [key, mapping] of wanted) {
        if (loops.has(key)) continue;
        const loop = { ended: false, done: Promise.resolve() };
        loop.done = poll(clients, mapping, () => loop.ended || stopped(), trouble).finally(() =>
          loops.delete(key),
        );
        loops.set(key, loop);
      }
    }
    for (const start = Date.now(); Date.now() - start < REFRESH && !stopped(); ) await pause(50);
  }
  await Promise.all([...loops.values()].map(({ done }) => done));
}

async function poll(
  clients: PumpClients,
  mapping: Mapping,
  stopped: () => boolean,
  trouble: (error: unknown) => void,
): Promise<void> {
  const lanes = new Set<Promise<void>>();
  while (!stopped()) {
    // Nothing is received before a lane is free to run it: a message that waits, waits in the queue.
    if (lanes.size >= mapping.concurrency) await Promise.race(lanes);
    try {
      const receive = (max: number) => receiveMessages(clients.queues, mapping.queueArn, max);
      const batch = await gather(mapping, receive, { now: Date.now, pause, stopped });
      if (batch.length === 0) continue;
      const lane = invoke(clients, mapping, batch)
        .catch(trouble)
        .finally(() => lanes.delete(lane));
      lanes.add(lane);
    } catch (error) {
      trouble(error);
      await pause(REFRESH);
    }
  }
  await Promise.all(lanes);
}

async function receiveMessages(queues: SQSClient, queueArn: string, max: number): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrlOf(queueArn),
    MaxNumberOfMessages: max,
    WaitTimeSeconds: 0,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  return (await queues.send(command)).Messages ?? [];
}

/** A function that failed, or that could not be invoked, leaves its whole batch to the queue's visibility timeout. */
async function invoke(
  { functions, queues }: PumpClients,
  mapping: Mapping,
  batch: readonly Message[],
): Promise<void> {
  const answer = await functions.send(
    new InvokeCommand({
      FunctionName: mapping.functionArn,
      Payload: JSON.stringify(sqsEvent(batch, mapping.queueArn)),
    }),
  );
  if (answer.FunctionError !== undefined) return;
  const ids = batch.map(({ MessageId }) => MessageId ?? '');
  const failed = mapping.partial
    ? failedMessages(Buffer.from(answer.Payload ?? []).toString(), ids)
    : new Set();
  const done = batch.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
  for (let index = 0; index < done.length; index += 10) {
    await queues.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrlOf(mapping.queueArn),
        Entries: done
          .slice(index, index + 10)
          .map(({ ReceiptHandle }, entry) => ({ Id: String(entry), ReceiptHandle })),
      }),
    );
  }
}
