import type { Target } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { queueUrlOf } from '../queue-url.ts';
import type { BusClients } from './clients.ts';
import { assertLetIn, NoPermission } from './let-in.ts';
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
    await send(clients, rule, target, body);
  } catch (error) {
    const deadLetters = target.DeadLetterConfig?.Arn;
    if (deadLetters === undefined) {
      throw new Error(`An event was lost: ${rule.arn} has no dead-letter queue`, { cause: error });
    }
    await assertLetIn(clients, rule.arn, deadLetters);
    await clients.queues.send(
      new SendMessageCommand({
        QueueUrl: queueUrlOf(deadLetters),
        MessageBody: body,
        MessageAttributes: attributes(rule, target, error),
      }),
    );
  }
}

async function send(clients: BusClients, rule: DeployedRule, target: Target, body: string): Promise<void> {
  const { Arn = '', Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].some((value) => value !== undefined)) {
    throw new Error(`The sandbox's bus delivers whole events, not ${JSON.stringify(target)}: teach it first`);
  }
  if (Arn.startsWith('arn:aws:sqs:')) {
    await assertLetIn(clients, rule.arn, Arn);
    await clients.queues.send(new SendMessageCommand({ QueueUrl: queueUrlOf(Arn), MessageBody: body }));
  } else if (Arn.startsWith('arn:aws:lambda:')) {
    await assertLetIn(clients, rule.arn, Arn);
    await clients.functions.send(
      new InvokeCommand({ FunctionName: Arn, InvocationType: 'Event', Payload: body }),
    );
  } else {
    throw new Error(`The sandbox's bus delivers to queues and functions, not to ${Arn}: teach it first`);
  }
}

function attributes(rule: DeployedRule, target: Target, error: unknown) {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const values = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn ?? '',
    ERROR_CODE: errorCode(error),
    ERROR_MESSAGE: message,
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    // A target that is not there is not tried again.
    RETRY_ATTEMPTS: '0',
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { DataType: 'String', StringValue: value }]),
  );
}

function errorCode(error: unknown): string {
  if (error instanceof NoPermission) return 'NO_PERMISSIONS';
  const name = error instanceof Error ? error.name : '';
  const missing = ['QueueDoesNotExist', 'ResourceNotFoundException'].includes(name);
  return missing ? 'NO_RESOURCE' : 'SDK_CLIENT_ERROR';
}
