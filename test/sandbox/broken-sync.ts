import type { IAspect } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/** A bad version for a drill: its `sync` fails whenever it is invoked, before it looks at anything. */
export class BrokenSync implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof CfnFunction && node.functionName?.endsWith('-sync')) node.handler = 'index.notThere';
  }
}
