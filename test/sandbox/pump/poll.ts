import { setTimeout as pause } from 'node:timers/promises';
import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueUrlOf } from '../queue-url.ts';
import { gather } from './gather.ts';
import { invoke, type PumpClients } from './invoke.ts';
import type { Mapping } from './mapping.ts';

/** How long a queue is left alone after it could not be read. */
const AFTER_TROUBLE = 1_000;

export interface PolledClients extends PumpClients {
  /** Knows of an invocation while it is under way. */
  readonly counting: (functionArn: string, invocation: Promise<void>) => Promise<void>;
}

/** Gathers batches for one mapping and runs them in its lanes, until it is stopped and the last one has ended. */
export async function poll(
  clients: PolledClients,
  mapping: Mapping,
  stopped: () => boolean,
  trouble: (error: unknown) => void,
): Promise<void> {
  const lanes = new Set<Promise<void>>();
  while (!stopped()) {
    // Nothing is received before a lane is free to run it: a message that waits, waits in the queue.
    if (lanes.size >= mapping.concurrency) await Promise.race(lanes);
    try {
      const receive = (max: number) =>
        receiveMessages(clients.queuesAs(mapping.roleArn), mapping.queueArn, max);
      const batch = await gather(mapping, receive, { now: clients.now, pause, stopped });
      if (batch.length === 0) continue;
      const lane = clients
        .counting(mapping.functionArn, invoke(clients, mapping, batch))
        .catch(trouble)
        .finally(() => lanes.delete(lane));
      lanes.add(lane);
    } catch (error) {
      trouble(error);
      await pause(AFTER_TROUBLE);
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
