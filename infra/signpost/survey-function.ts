import { Aws } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { clusterFunctionNames } from '../cluster-functions.ts';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import type { WorkQueue } from './queues.ts';
import { SignpostFunction } from './signpost-function.ts';
import { SURVEYS } from './timing.ts';
import { worksOff } from './works-off.ts';

export interface SurveyFunctionProps {
  readonly settings: StackSettings;
  readonly names: Names;
  readonly hints: Queue;
  readonly surveysAsked: WorkQueue;
}

/** Has a cluster read by the function that reaches it, keeps the document, hints what changed. */
export class SurveyFunction extends SignpostFunction {
  constructor(scope: Construct, id: string, { settings, names, hints, surveysAsked }: SurveyFunctionProps) {
    super(scope, id, {
      entry: 'survey',
      functionName: names.survey,
      roleName: names.survey,
      description: 'Has clusters read, keeps what was read, hints the load balancers whose answer changed',
      settings,
      names,
      lambda: { timeout: SURVEYS.timeout, memorySize: 512 },
      environment: {
        hintQueueUrl: hints.queueUrl,
        surveyQueueUrl: surveysAsked.queue.queueUrl,
        surveyDeadLetterQueueUrl: surveysAsked.deadLetters.queueUrl,
        surveyBucket: names.surveyBucket,
        accountId: Aws.ACCOUNT_ID,
        clusterFunctions: JSON.stringify(clusterFunctionNames(settings, names)),
      },
    });
    this.addEventSource(new SqsEventSource(surveysAsked.queue, worksOff(SURVEYS)));
  }
}
