import { CfnResource, type IAspect, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/**
 * The one place that names what MiniStack's CloudFormation refuses and the stacks may hold. A test holds each against
 * MiniStack: once it is accepted there, it goes from this list.
 */
export const REFUSED_TYPES: readonly string[] = [
  // The front keeps archives of the default bus itself: made-by-api.ts creates them there.
  'AWS::Events::Archive',
  // Without an effect in the sandbox: the cluster API knows tokens, not access entries.
  'AWS::EKS::AccessEntry',
];

/** A resource that was taken out, as its template had it. */
export interface LeftOut {
  readonly type: string;
  readonly properties: unknown;
}

/**
 * Takes out what the local CloudFormation refuses, and leaves every event source mapping to the sandbox's pump:
 * MiniStack's own poller takes ten messages at most, ignores the window and deletes a batch with a wrong item
 * identifier.
 */
export class LocalDifferences implements IAspect {
  readonly leftOut: LeftOut[] = [];

  visit(node: IConstruct): void {
    if (node instanceof CfnEventSourceMapping) node.enabled = false;
    if (!(node instanceof CfnResource) || !REFUSED_TYPES.includes(node.cfnResourceType)) return;
    const stack = Stack.of(node);
    const template: { Resources: Record<string, { Properties?: unknown }> } = stack.resolve(
      node._toCloudFormation(),
    );
    for (const { Properties } of Object.values(template.Resources)) {
      this.leftOut.push({ type: node.cfnResourceType, properties: Properties });
    }
    node.node.scope?.node.tryRemoveChild(node.node.id);
  }
}
