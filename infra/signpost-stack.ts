import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Arns, arnsOf, logGroupName, namesIn } from './arns.ts';
import { vpcsOf } from './cluster-functions.ts';
import { assertNamesFit, mainStackName, type Names } from './names.ts';
import { parseSettings, type StackSettings } from './settings.ts';
import { BrakeAlarm } from './signpost/brake-alarm.ts';
import { ClusterAccess } from './signpost/cluster-access.ts';
import { ClusterFunctions } from './signpost/cluster-functions.ts';
import { EventArchive } from './signpost/event-archive.ts';
import { EventRules } from './signpost/event-rules.ts';
import { LostEventsAlarm } from './signpost/lost-events-alarm.ts';
import { OperateFunction } from './signpost/operate-function.ts';
import { DeadLetterQueue, WorkQueue } from './signpost/queues.ts';
import { SurveyFunction } from './signpost/survey-function.ts';
import { SurveySchedules } from './signpost/survey-schedules.ts';
import { SweepFunction } from './signpost/sweep-function.ts';
import { SweepTriggers } from './signpost/sweep-triggers.ts';
import { SyncFunction } from './signpost/sync-function.ts';
import { HINTS, SURVEYS } from './signpost/timing.ts';
import type { SignpostStackProps } from './state-stack.ts';

/** All that may go and come again: events in, queues, functions. Deploy a `SignpostStateStack` of the same name first. */
export class SignpostStack extends Stack {
  constructor(scope: Construct, id: string, { settings: input, ...props }: SignpostStackProps) {
    const settings = parseSettings(input);
    super(scope, id, {
      stackName: mainStackName(settings.name),
      description: 'Signpost: Route 53 follows the tags of load balancers.',
      ...props,
    });
    assertNamesFit(settings, this);
    const names = namesIn(this, settings.name);
    const arns = arnsOf(this, names);

    const hints = new WorkQueue(this, 'Hints', {
      queueName: names.hints,
      deadLetterQueueName: names.hintsDeadLetters,
      visibilityTimeout: HINTS.visibility,
      maxReceiveCount: HINTS.receives,
    });
    const surveysAsked = new WorkQueue(this, 'SurveysAsked', {
      queueName: names.surveysAsked,
      deadLetterQueueName: names.surveysAskedDeadLetters,
      visibilityTimeout: SURVEYS.visibility,
      maxReceiveCount: SURVEYS.receives,
    });
    const undelivered = new DeadLetterQueue(this, 'Undelivered', names.undelivered);

    const { trail } = settings;
    const events = new EventRules(this, 'Events', { names, trail, hints: hints.queue, undelivered });
    new EventArchive(this, 'Archive', names.archive, settings.eventRetentionDays, trail);

    const sync = new SyncFunction(this, 'Sync', { settings, names, hints, surveysAsked: surveysAsked.queue });
    const alarms = { logGroup: sync.logGroup, actions: settings.alarmActions };
    new BrakeAlarm(this, 'BrakeAlarm', { alarmName: names.brakeAlarm, ...alarms });
    // Without a trail nobody tells of calls: what a sweep finds is no loss.
    if (trail === 'present')
      new LostEventsAlarm(this, 'LostEventsAlarm', { alarmName: names.lostEventsAlarm, ...alarms });
    new SurveyFunction(this, 'Survey', {
      settings,
      names,
      hints: hints.queue,
      surveysAsked,
    });
    new SurveySchedules(this, 'SurveySchedules', settings.clusters, surveysAsked.queue, undelivered);
    new ClusterFunctions(this, 'Clusters', settings, names);
    new ClusterAccess(this, 'ClusterAccess', settings.clusters, names, arns);
    const sweep = new SweepFunction(this, 'Sweep', settings, names, hints.queue);
    const sweeps = new SweepTriggers(this, 'Sweeps', { names, arns, sweep, undelivered });
    new OperateFunction(this, 'Operate', {
      settings,
      names,
      hints,
      surveysAsked,
      undelivered,
      archiveArn: arns.archive,
      rules: events.ruleNames.map(arns.rule),
    });
    // Whatever happens before the rules are there is seen by the first sweep.
    sweeps.node.addDependency(events);

    this.tell({
      QueueUrl: hints.queue.queueUrl,
      DeadLetterQueueUrl: hints.deadLetters.queueUrl,
      SurveyQueueUrl: surveysAsked.queue.queueUrl,
      UndeliveredQueueUrl: undelivered.queueUrl,
      ...fixedOutputs(settings, names, arns),
    });
  }

  private tell(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

/** Outputs that no deploy changes. */
function fixedOutputs(settings: StackSettings, names: Names, arns: Arns): Record<string, string> {
  return {
    LedgerTable: names.ledger,
    SurveyBucket: names.surveyBucket,
    SyncFunction: names.sync,
    SyncLogGroup: logGroupName(names.sync),
    SurveyFunction: names.survey,
    SweepFunction: names.sweep,
    OperateFunction: names.operate,
    ClusterRoleArn: arns.role(names.cluster),
    ...(vpcsOf(settings).length > 0 && { ClusterInVpcRoleArn: arns.role(names.clusterInVpc) }),
    ArchiveName: names.archive,
  };
}
