import { DescribeRuleCommand, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, type QueueAttributeName } from '@aws-sdk/client-sqs';
import type { Stage } from './stage.ts';

export interface DeployedRule {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
}

/** The rules of the default bus that feed the hint queue. */
export async function deployedRules({ clients, output }: Stage): Promise<readonly DeployedRule[]> {
  const QueueUrl = output('QueueUrl');
  const { Attributes } = await clients.queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const rules: DeployedRule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.events.send(
      new ListRuleNamesByTargetCommand({ TargetArn: Attributes?.['QueueArn'], NextToken }),
    );
    for (const name of page.RuleNames ?? []) {
      const { Arn = '', State } = await clients.events.send(new DescribeRuleCommand({ Name: name }));
      rules.push({ name, arn: Arn, enabled: State === 'ENABLED' });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

const COUNTS = {
  waiting: 'ApproximateNumberOfMessages',
  underWay: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
} as const satisfies Readonly<Record<string, QueueAttributeName>>;

export type Depth = Readonly<Record<keyof typeof COUNTS, number>>;

/** How many messages a queue holds: to be received now, being worked on, and for later. */
export async function depthOf(
  { clients, output }: Stage,
  queue: 'QueueUrl' | 'DeadLetterQueueUrl',
): Promise<Depth> {
  const { Attributes = {} } = await clients.queues.send(
    new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: Object.values(COUNTS) }),
  );
  const count = (of: keyof typeof COUNTS) => Number(Attributes[COUNTS[of]] ?? 0);
  return { waiting: count('waiting'), underWay: count('underWay'), delayed: count('delayed') };
}
