import { GetQueueAttributesCommand, PurgeQueueCommand } from '@aws-sdk/client-sqs';
import type { Stage } from './stage.ts';

/** How many messages a queue has, those included that somebody works on and those for later. */
export async function messagesIn({ clients, output }: Stage, queue = 'QueueUrl'): Promise<number> {
  const { Attributes = {} } = await clients.queues.send(
    new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: ['All'] }),
  );
  const counts = (['', 'NotVisible', 'Delayed'] as const).map(
    (of) => Attributes[`ApproximateNumberOfMessages${of}`],
  );
  return counts.reduce((sum, count) => sum + Number(count ?? 0), 0);
}

export async function purge({ clients, output }: Stage): Promise<void> {
  await clients.queues.send(new PurgeQueueCommand({ QueueUrl: output('QueueUrl') }));
}
