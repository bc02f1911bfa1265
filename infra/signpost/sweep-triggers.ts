import { Aws, type Duration, Stack } from 'aws-cdk-lib';
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
import { DELIVERY, LIGHT_SWEEP_EVERY, SWEEP_EVERY } from './timing.ts';

export interface SweepTriggersProps {
  readonly names: Names;
  readonly arns: Arns;
  readonly sweep: IFunction;
  readonly undelivered: Queue;
}

/**
 * A full sweep every half hour, a light one every other minute, and a full one at the end of each deploy that changed the
 * stack: a change of settings changes the bundles. No custom resource, so a sweep that fails cannot fail the deploy.
 */
export class SweepTriggers extends Construct {
  constructor(scope: Construct, id: string, { names, arns, sweep, undelivered }: SweepTriggersProps) {
    super(scope, id);
    // A schedule at a rate starts at once where it has no start date. So the first deploy is followed by a sweep even if
    // it ends before EventBridge has the rule below in effect.
    const schedule = (
      scheduleId: string,
      name: string,
      description: string,
      every: Duration,
      sweeps: string,
    ) =>
      new CfnSchedule(this, scheduleId, {
        name,
        description,
        scheduleExpression: `rate(${every.toMinutes()} minutes)`,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: sweep.functionArn,
          roleArn: arns.role(names.sweepSchedule),
          input: JSON.stringify({ sweep: sweeps }),
          deadLetterConfig: { arn: undelivered.queueArn },
          retryPolicy: {
            maximumRetryAttempts: DELIVERY.retryAttempts,
            maximumEventAgeInSeconds: DELIVERY.maxEventAge.toSeconds(),
          },
        },
      });
    schedule('Schedule', names.sweepSchedule, 'A full sweep, for events that were lost', SWEEP_EVERY, 'full');
    const light = 'A light sweep, for events that were lost';
    schedule('LightSchedule', names.lightSweep, light, LIGHT_SWEEP_EVERY, 'light');
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
