import { Stack, Validations } from 'aws-cdk-lib';
import { type Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';

export interface Grant {
  readonly effect?: Effect;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Why a resource has a `*`. Without a reason the synth fails. */
  readonly wildcard?: string;
}

export interface FunctionRoleProps {
  /** The functions that run as this role. */
  readonly functionNames: readonly string[];
  readonly roleName: string;
  readonly description: string;
  readonly arns: Arns;
  readonly grants: readonly Grant[];
}

/** A Lambda role with all its permissions inline: what stands here is all that the function can do. */
export class FunctionRole extends Role {
  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    const grants = [logs(props), ...props.grants].filter(({ resources }) => resources.length > 0);
    super(scope, id, {
      roleName: props.roleName,
      description: props.description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { permissions: new PolicyDocument({ statements: grants.map(statementOf) }) },
    });
    for (const grant of grants) explainWildcards(this, grant);
  }
}

export function statementOf({ effect, sid, actions, resources, conditions }: Grant): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: [...actions],
    resources: [...resources],
    ...(effect && { effect }),
    ...(conditions && { conditions: { ...conditions } }),
  });
}

/** cdk-nag names a finding by the resource as it stands in the template, with references in `<>`. */
function explainWildcards(role: Construct, { resources, wildcard }: Grant): void {
  if (wildcard === undefined) return;
  for (const resource of resources.filter((arn) => arn.includes('*'))) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${named(role, resource)}]`,
      reason: wildcard,
    });
  }
}

function named(scope: Construct, resource: string): string {
  const resolved: unknown = Stack.of(scope).resolve(resource);
  if (typeof resolved === 'string') return resolved;
  const parts = (resolved as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'][1];
  return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
}

function logs({ functionNames, arns }: FunctionRoleProps): Grant {
  return {
    sid: 'Logs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: functionNames.map(arns.logStreams),
    wildcard: 'Lambda names the streams of the function’s own log group.',
  };
}
