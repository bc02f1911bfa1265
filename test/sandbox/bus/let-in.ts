import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { trusts } from '../../iam/trusts.ts';
import { queueUrlOf } from '../queue-url.ts';
import type { BusClients } from './clients.ts';

/** Why EventBridge could not deliver. */
export class NoPermission extends Error {
  override readonly name = 'NoPermission';
}

/** Throws unless the policy of the queue or function lets EventBridge in for this rule; MiniStack lets everybody in. */
export async function assertLetIn(clients: BusClients, ruleArn: string, targetArn: string): Promise<void> {
  const isQueue = targetArn.startsWith('arn:aws:sqs:');
  const policy = isQueue ? await queuePolicy(clients, targetArn) : await functionPolicy(clients, targetArn);
  const question = {
    principal: { Service: 'events.amazonaws.com' },
    action: isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction',
    resource: targetArn,
    context: {
      'aws:SourceArn': [ruleArn],
      'aws:SourceAccount': [ruleArn.split(':')[4] ?? ''],
      'aws:SecureTransport': ['true'],
    },
  };
  if (policy === undefined || !trusts(JSON.parse(policy), question)) {
    throw new NoPermission(`The policy of ${targetArn} does not let EventBridge in for ${ruleArn}`);
  }
}

async function queuePolicy({ queues }: BusClients, arn: string): Promise<string | undefined> {
  const QueueUrl = queueUrlOf(arn);
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] });
  return (await queues.send(command)).Attributes?.['Policy'];
}

/** A function that is not there, and one without a policy, are the same exception. */
async function functionPolicy({ functions }: BusClients, arn: string): Promise<string | undefined> {
  return (await functions.send(new GetPolicyCommand({ FunctionName: arn }))).Policy;
}
