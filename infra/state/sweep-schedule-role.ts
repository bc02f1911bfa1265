import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Arns } from '../arns.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { type Grant, statementOf } from './function-role.ts';

/** Starts the sweeps in the name of their schedules: EventBridge Scheduler is let in by no resource's policy, only by a role. */
export class SweepScheduleRole extends Role {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, arns: Arns) {
    const grants: readonly Grant[] = [
      { sid: 'Sweep', actions: ['lambda:InvokeFunction'], resources: [arns.function(names.sweep)] },
      { sid: 'Undelivered', actions: ['sqs:SendMessage'], resources: [arns.queue(names.undelivered)] },
    ];
    super(scope, id, {
      roleName: names.sweepSchedule,
      description: `${settings.name}: starts the sweeps`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        // Schedules of other accounts could name this role, too.
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: { permissions: new PolicyDocument({ statements: grants.map(statementOf) }) },
    });
  }
}
