import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Policy } from '../../shared/settings.ts';
import { documentedZoneRole } from '../iam/documented-zone-role.ts';
import { REGION } from './isolated-environment.ts';

export interface OtherAccountsZone {
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly roleArn: string;
  readonly externalId: string;
}

const PATIENCE = 30_000;

/** What the owner of a zone in another account does: makes, or changes, the role that `docs/permissions.md` describes. */
export async function makeZoneRole(
  endpoint: string,
  zone: OtherAccountsZone,
  roles: Pick<Parameters<typeof documentedZoneRole>[0], 'syncRoleArn' | 'sweepRoleArn'>,
  policy: Policy,
): Promise<void> {
  const { trust, permissions } = documentedZoneRole({
    ...roles,
    externalId: zone.externalId,
    zoneId: zone.id,
    zoneName: zone.name,
  });
  const client = new CloudFormationClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: zone.account, secretAccessKey: 'test' },
  });
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: zone.roleArn.split('/').at(-1),
      AssumeRolePolicyDocument: trust,
      Policies: [{ PolicyName: 'zone', PolicyDocument: permissions[policy] }],
    },
  };
  const StackName = 'signpost-zone';
  const TemplateBody = JSON.stringify({ Resources: { Role } });
  const stack = { StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
  try {
    await client.send(new CreateStackCommand(stack)).catch(async (error: Error) => {
      if (error.name !== 'AlreadyExistsException') throw error;
      await client.send(new UpdateStackCommand(stack)).catch(unlessUnchanged);
    });
    for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(20)) {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      if (/^(CREATE|UPDATE)_COMPLETE$/.test(Stacks[0]?.StackStatus ?? '')) return;
    }
  } finally {
    client.destroy();
  }
  throw new Error(`The role ${zone.roleArn} was not made within ${PATIENCE / 1000} seconds`);
}

function unlessUnchanged(error: Error): void {
  if (!error.message.includes('No updates are to be performed')) throw error;
}
