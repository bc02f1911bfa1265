import { Aws } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import type { WorkQueue } from './queues.ts';
import { SignpostFunction } from './signpost-function.ts';
import { HINTS } from './timing.ts';
import { worksOff } from './works-off.ts';

export interface SyncFunctionProps {
  readonly settings: StackSettings;
  readonly names: Names;
  readonly hints: WorkQueue;
  readonly surveysAsked: Queue;
}

/** The one writer of Route 53. */
export class SyncFunction extends SignpostFunction {
  constructor(scope: Construct, id: string, { settings, names, hints, surveysAsked }: SyncFunctionProps) {
    super(scope, id, {
      entry: 'sync',
      functionName: names.sync,
      roleName: names.sync,
      description: 'Looks at load balancers that hints name, and writes their records',
      settings,
      names,
      lambda: { timeout: HINTS.timeout, memorySize: 512 },
      environment: {
        ledgerTable: names.ledger,
        hintQueueUrl: hints.queue.queueUrl,
        deadLetterQueueUrl: hints.deadLetters.queueUrl,
        surveyQueueUrl: surveysAsked.queueUrl,
        surveyBucket: names.surveyBucket,
        accountId: Aws.ACCOUNT_ID,
      },
    });
    this.addEventSource(new SqsEventSource(hints.queue, worksOff(HINTS)));
  }
}
