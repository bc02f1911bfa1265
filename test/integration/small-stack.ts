import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { ClientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

/** Deploys resources by CloudFormation and waits for the end, good or bad; rejects when they are refused at once. */
export async function smallStack(
  settings: ClientSettings,
  Resources: object,
  Outputs: object = {},
): Promise<Stack> {
  const client = new CloudFormationClient(settings);
  const StackName = `small-${randomUUID()}`;
  try {
    await client.send(
      new CreateStackCommand({
        StackName,
        TemplateBody: JSON.stringify({ Resources, Outputs }),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    const { Stacks } = await eventually(
      () => client.send(new DescribeStacksCommand({ StackName })),
      (answer) => !answer.Stacks?.[0]?.StackStatus?.endsWith('_IN_PROGRESS'),
      30_000,
    );
    return Stacks![0]!;
  } finally {
    client.destroy();
  }
}
