import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { PolicyDocument } from '../../iam/statement.ts';
import { REGION } from '../isolated-environment.ts';
import { policyDocuments } from './terraform.ts';

export interface OtherAccountsZone {
  readonly account: string;
  readonly id: string;
  readonly roleArn: string;
  readonly externalId: string;
}

const PAGE = new URL('../../../docs/permissions.md', import.meta.url);
const PATIENCE = 30_000;

/** What the owner of a zone in another account does: makes the role that `docs/permissions.md` describes. */
export async function makeZoneRole(
  endpoint: string,
  zone: OtherAccountsZone,
  syncRoleArn: string,
): Promise<void> {
  const { trust, zone: permissions } = await rolePolicies(zone, syncRoleArn);
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
      Policies: [{ PolicyName: 'zone', PolicyDocument: permissions }],
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

/** As the page has them, with what its reader puts in. */
export async function rolePolicies(
  { id, externalId }: OtherAccountsZone,
  syncRoleArn: string,
): Promise<{ readonly trust: PolicyDocument; readonly zone: PolicyDocument }> {
  const page = await readFile(PAGE, 'utf8');
  const [, terraform = ''] = /```hcl\n(.*?)```/s.exec(page) ?? [];
  const filled = [
    ['arn:aws:iam::111122223333:role/signpost-us-east-1-sync', syncRoleArn],
    ['Z0123456789ABCDEFGHIJ', id],
    ['the externalId of the settings', externalId],
  ].reduce((text, [placeholder = '', value = '']) => {
    if (!text.includes(placeholder))
      throw new Error(`docs/permissions.md does not say ${placeholder} any more`);
    return text.replaceAll(placeholder, value);
  }, terraform);
  const { trust, zone } = policyDocuments(filled);
  if (trust === undefined || zone === undefined) {
    throw new Error('docs/permissions.md has no policies trust and zone in Terraform any more');
  }
  return { trust: versioned(trust), zone: versioned(zone) };
}

function versioned({ Statement }: PolicyDocument) {
  return { Version: '2012-10-17', Statement };
}
