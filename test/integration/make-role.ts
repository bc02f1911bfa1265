import type { ClientSettings } from './aws-clients.ts';
import { smallStack } from './small-stack.ts';

export interface RoleOptions {
  readonly name: string;
  /** `{ Service: 'lambda.amazonaws.com' }`, `{ AWS: '<ARN>' }` */
  readonly trusts: object;
  /** Statements of its one policy. */
  readonly grants?: readonly object[];
}

/** Makes a role in the account of the credentials; its ARN. */
export async function makeRole(
  settings: ClientSettings,
  { name, trusts, grants }: RoleOptions,
): Promise<string> {
  const Version = '2012-10-17';
  const trust = { Version, Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: trusts }] };
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: trust,
      ...(grants && { Policies: [{ PolicyName: 'grants', PolicyDocument: { Version, Statement: grants } }] }),
    },
  };
  const { StackStatus } = await smallStack(settings, { Role });
  if (StackStatus !== 'CREATE_COMPLETE') throw new Error(`The role ${name} was not made: ${StackStatus}`);
  return `arn:aws:iam::${settings.credentials.accessKeyId}:role/${name}`;
}

export const LAMBDA = { Service: 'lambda.amazonaws.com' };
