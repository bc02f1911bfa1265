import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { ClientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';

/** While `act` runs, the stack is deployed without the statements of roles whose Sid is like this; then as it was. */
export async function withoutStatements<Result>(
  settings: ClientSettings,
  StackName: string,
  sid: RegExp,
  act: () => Promise<Result>,
): Promise<Result> {
  const client = new CloudFormationClient(settings);
  const update = async (TemplateBody: string) => {
    const Parameters = [{ ParameterKey: 'BootstrapVersion', UsePreviousValue: true }];
    await client.send(
      new UpdateStackCommand({
        StackName,
        TemplateBody,
        Parameters,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    await eventually(
      () => client.send(new DescribeStacksCommand({ StackName })),
      ({ Stacks }) => Stacks?.[0]?.StackStatus === 'UPDATE_COMPLETE',
      30_000,
    );
  };
  try {
    const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
    await update(less(TemplateBody, sid));
    try {
      return await act();
    } finally {
      await update(TemplateBody);
    }
  } finally {
    client.destroy();
  }
}

function less(template: string, sid: RegExp): string {
  let taken = 0;
  const rest = JSON.parse(template, (key, value: unknown) => {
    if (key !== 'Statement' || !Array.isArray(value)) return value;
    const kept = value.filter(({ Sid = '' }: { Sid?: string }) => !sid.test(Sid));
    taken += value.length - kept.length;
    return kept;
  });
  if (taken === 0) throw new Error(`No statement of the template has a Sid like ${sid}`);
  return JSON.stringify(rest);
}
