import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface AlarmProps {
  readonly alarmName: string;
  /** Of `sync`, which logs the lines. */
  readonly logGroup: ILogGroup;
  /** ARNs of SNS topics. */
  readonly actions: readonly string[];
}

/** What is counted, and what people read where it goes off. */
export interface Line {
  /** The message of the line. */
  readonly message: string;
  /** What the metric counts; the name of the stack goes before it. */
  readonly counted: string;
  readonly alarmDescription: string;
}

/** One line of a log that is to reach a person is one alarm. */
export class LineAlarm extends Construct {
  constructor(scope: Construct, id: string, { alarmName, logGroup, actions }: AlarmProps, line: Line) {
    super(scope, id);
    const filter = new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', line.message),
      metricNamespace: 'Signpost',
      metricName: `${Stack.of(this).stackName} ${line.counted}`,
      metricValue: '1',
    });
    const alarm = new Alarm(this, 'Alarm', {
      alarmName,
      alarmDescription: line.alarmDescription,
      metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    for (const alarmActionArn of actions) alarm.addAlarmAction({ bind: () => ({ alarmActionArn }) });
  }
}
