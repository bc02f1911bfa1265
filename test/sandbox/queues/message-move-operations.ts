import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../world/aws-error.ts';
import type { Caller, Operations } from '../../world/caller.ts';
import type { Clock } from '../../world/clock.ts';
import { queueUrlOf } from '../queue-url.ts';

interface Task {
  readonly TaskHandle: string;
  readonly SourceArn: string;
  readonly DestinationArn?: string | undefined;
  /** Epoch milliseconds. */
  readonly StartedTimestamp: number;
  Status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  ApproximateNumberOfMessagesMoved: number;
  FailureReason?: string;
}

/**
 * Moving messages out of a dead-letter queue, which MiniStack does not know: to `DestinationArn`, else to the queue that
 * each message came from (EventBridge's dead letters came from none).
 */
export function messageMoveOperations(queues: (caller: Caller) => SQSClient, now: Clock): Operations {
  const tasks: Task[] = [];

  const run = async (task: Task, client: SQSClient) => {
    try {
      for (let batch = await receive(client, task); batch.length > 0; batch = await receive(client, task)) {
        for (const message of batch) {
          await move(client, task, message);
          task.ApproximateNumberOfMessagesMoved += 1;
        }
      }
      task.Status = 'COMPLETED';
    } catch (error) {
      task.Status = 'FAILED';
      task.FailureReason = error instanceof Error ? error.message : String(error);
    }
  };

  return {
    StartMessageMoveTask: async (input: Pick<Task, 'SourceArn' | 'DestinationArn'>, caller: Caller) => {
      const { SourceArn, DestinationArn } = input;
      await refuseMissing(queues(caller), input);
      if (tasks.some((task) => task.SourceArn === SourceArn && task.Status === 'RUNNING')) {
        throw new AwsError(
          'AWS.SimpleQueueService.UnsupportedOperation',
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
        );
      }
      const task: Task = {
        TaskHandle: randomUUID(),
        SourceArn,
        DestinationArn,
        StartedTimestamp: now(),
        Status: 'RUNNING',
        ApproximateNumberOfMessagesMoved: 0,
      };
      tasks.unshift(task);
      void run(task, queues(caller));
      return { TaskHandle: task.TaskHandle };
    },
    ListMessageMoveTasks: ({ SourceArn, MaxResults = 1 }: { SourceArn: string; MaxResults?: number }) => ({
      Results: tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults),
    }),
  };
}

async function refuseMissing(
  client: SQSClient,
  { SourceArn, DestinationArn }: Pick<Task, 'SourceArn' | 'DestinationArn'>,
): Promise<void> {
  for (const [parameter, arn] of Object.entries({ SourceArn, DestinationArn })) {
    if (arn === undefined) continue;
    await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrlOf(arn) })).catch((error: Error) => {
      if (error.name !== 'QueueDoesNotExist') throw error;
      throw new AwsError(
        'ResourceNotFoundException',
        `The resource that you specified for the ${parameter} parameter doesn't exist.`,
        { status: 404 },
      );
    });
  }
}

async function receive(client: SQSClient, { SourceArn }: Task): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrlOf(SourceArn),
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  return (await client.send(command)).Messages ?? [];
}

async function move(client: SQSClient, task: Task, message: Message): Promise<void> {
  const destination = task.DestinationArn ?? message.Attributes?.DeadLetterQueueSourceArn;
  if (destination === undefined) {
    throw new Error('CouldNotDetermineMessageSource');
  }
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrlOf(destination),
      MessageBody: message.Body,
      MessageAttributes: message.MessageAttributes,
    }),
  );
  const QueueUrl = queueUrlOf(task.SourceArn);
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
}
