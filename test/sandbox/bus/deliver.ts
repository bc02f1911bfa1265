import type { Target } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { queueUrlOf } from '../queue-url.ts';
import type { BusClients } from './clients.ts';
import type { DeployedRule } from './rules.ts';

/** Sends the event to a target; what cannot be delivered goes to the target's dead-letter queue as EventBridge sends it. */
export async function deliver(
  clients: BusClients,
  rule: DeployedRule,
  target: Target,
  event: object,
): Promise<void> {
  const body = JSON.stringify(event);
  try {
    await send(clients, target, body);
  } catch (error) {
    const deadLetters = target.DeadLetterConfig?.Arn;
    if (deadLetters === undefined) {
      throw new Error(`An event was lost: ${rule.arn} has no dead-letter queue`, { cause: error });
    }
    await clients.queues.send(
      new SendMessageCommand({
        QueueUrl: queueUrlOf(deadLetters),
        MessageBody: body,
        MessageAttributes: attributes(rule, target, error),
      }),
    );
  }
}

async function send({ queues, functions }: BusClients, target: Target, body: string): Promise<void> {
  const { Arn = '', Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].some((value) => value !== undefined)) {
    throw new Error(`The sandbox's bus delivers whole events, not ${JSON.stringify(target)}: teach it first`);
  }
  if (Arn.startsWith('arn:aws:sqs:')) {
    await queues.send(new SendMessageCommand({ QueueUrl: queueUrlOf(Arn), MessageBody: body }));
  } else if (Arn.startsWith('arn:aws:lambda:')) {
    await functions.send(new InvokeCommand({ FunctionName: Arn, InvocationType: 'Event', Payload: body }));
  } else {
    throw new Error(`The sandbox's bus delivers to queues and functions, not to ${Arn}: teach it first`);
  }
}

function attributes(rule: DeployedRule, target: Target, error: unknown) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const missing = name === 'QueueDoesNotExist' || name === 'ResourceNotFoundException';
  const values = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn ?? '',
    ERROR_CODE: missing ? 'NO_RESOURCE' : 'SDK_CLIENT_ERROR',
    ERROR_MESSAGE: message,
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    // A target that is not there is not tried again.
    RETRY_ATTEMPTS: '0',
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { DataType: 'String', StringValue: value }]),
  );
}
