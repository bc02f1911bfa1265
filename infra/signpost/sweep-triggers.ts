import { Aws, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { stackChanged } from '../event-patterns.ts';
import type { Names } from '../names.ts';
import { rendered } from './event-rules.ts';
import { DELIVERY, SWEEP_EVERY } from './timing.ts';

/**
 * A sweep every half hour, and one at the end of each deploy that changed the stack: a change of settings changes the
 * bundles. A rule and no custom resource, so a sweep that fails cannot fail the deploy.
 */
export class SweepTriggers extends Construct {
  constructor(scope: Construct, id: string, names: Names, sweep: IFunction, undelivered: Queue) {
    super(scope, id);
    const stack = Stack.of(this);
    const targets = () => [new LambdaFunction(sweep, { deadLetterQueue: undelivered, ...DELIVERY })];
    new Rule(this, 'Schedule', {
      ruleName: names.sweepSchedule,
      description: 'A sweep, for events that were lost',
      schedule: Schedule.rate(SWEEP_EVERY),
      targets: targets(),
    });
    new Rule(this, 'StackChanged', {
      ruleName: names.stackChanged,
      description: 'A sweep after each deploy that changed code or settings',
      eventPattern: rendered(
        stackChanged(
          Aws.STACK_ID,
          stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: Aws.STACK_NAME }),
        ),
      ),
      targets: targets(),
    });
  }
}
