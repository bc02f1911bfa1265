import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
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

/** What the owner of a zone in another account does: makes the role that `docs/permissions.md` describes. */
export async function makeZoneRole(
  endpoint: string,
  zone: OtherAccountsZone,
  syncRoleArn: string,
  policy: Policy,
): Promise<void> {
  const { trust, permissions } = documentedZoneRole({
    syncRoleArn,
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
  try {
    const StackName = 'signpost-zone';
    const TemplateBody = JSON.stringify({ Resources: { Role } });
    await client.send(
      new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
    );
    for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(20)) {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      if (Stacks[0]?.StackStatus === 'CREATE_COMPLETE') return;
    }
  } finally {
    client.destroy();
  }
  throw new Error(`The role ${zone.roleArn} was not made within ${PATIENCE / 1000} seconds`);
}
