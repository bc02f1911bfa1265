import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface BrakeAlarmProps {
  readonly alarmName: string;
  /** Of `sync`, the function that counts. */
  readonly logGroup: ILogGroup;
  /** ARNs of SNS topics. */
  readonly actions: readonly string[];
}

/** The message of the line that `sync` logs when a brake trips; `functions/sync/dependencies.ts`. */
const MESSAGE = 'brake';

/** Tells a person that a zone's brake is on: one line of `sync`'s log is one alarm. */
export class BrakeAlarm extends Construct {
  constructor(scope: Construct, id: string, { alarmName, logGroup, actions }: BrakeAlarmProps) {
    super(scope, id);
    const filter = new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', MESSAGE),
      metricNamespace: 'Signpost',
      metricName: `${Stack.of(this).stackName} brakes tripped`,
      metricValue: '1',
    });
    const alarm = new Alarm(this, 'Alarm', {
      alarmName,
      alarmDescription:
        'A zone’s brake is on: more names were to go, or to change hands, than the settings let. They stay as they are ' +
        'until operate approves. The line `brake` in the log of sync says which zone, how many, and the limit.',
      metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    for (const alarmActionArn of actions) alarm.addAlarmAction({ bind: () => ({ alarmActionArn }) });
  }
}
