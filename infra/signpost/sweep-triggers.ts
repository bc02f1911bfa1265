import { Aws, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import { stackChanged } from '../event-patterns.ts';
import type { Names } from '../names.ts';
import { rendered } from './event-rules.ts';
import { DELIVERY, SWEEP_EVERY } from './timing.ts';

export interface SweepTriggersProps {
  readonly names: Names;
  readonly arns: Arns;
  readonly sweep: IFunction;
  readonly undelivered: Queue;
}

/**
 * A sweep every half hour, and one at the end of each deploy that changed the stack: a change of settings changes the
 * bundles. No custom resource, so a sweep that fails cannot fail the deploy.
 */
export class SweepTriggers extends Construct {
  constructor(scope: Construct, id: string, { names, arns, sweep, undelivered }: SweepTriggersProps) {
    super(scope, id);
    // A schedule at a rate starts at once where it has no start date. So the first deploy is followed by a sweep even if
    // it ends before EventBridge has the rule below in effect.
    new CfnSchedule(this, 'Schedule', {
      name: names.sweepSchedule,
      description: 'A sweep, for events that were lost',
      scheduleExpression: `rate(${SWEEP_EVERY.toMinutes()} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweep.functionArn,
        roleArn: arns.role(names.sweepSchedule),
        deadLetterConfig: { arn: undelivered.queueArn },
        retryPolicy: {
          maximumRetryAttempts: DELIVERY.retryAttempts,
          maximumEventAgeInSeconds: DELIVERY.maxEventAge.toSeconds(),
        },
      },
    });
    new Rule(this, 'StackChanged', {
      ruleName: names.stackChanged,
      description: 'A sweep after each deploy that changed code or settings',
      eventPattern: rendered(
        stackChanged(
          Aws.STACK_ID,
          Stack.of(this).formatArn({
            service: 'cloudformation',
            resource: 'stack',
            resourceName: Aws.STACK_NAME,
          }),
        ),
      ),
      targets: [new LambdaFunction(sweep, { deadLetterQueue: undelivered, ...DELIVERY })],
    });
  }
}
