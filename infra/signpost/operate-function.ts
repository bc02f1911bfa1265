import { Aws } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import type { WorkQueue } from './queues.ts';
import { SignpostFunction } from './signpost-function.ts';
import { OPERATE_TIMEOUT } from './timing.ts';

export interface OperateFunctionProps {
  readonly settings: StackSettings;
  readonly names: Names;
  readonly hints: WorkQueue;
  readonly surveysAsked: WorkQueue;
  readonly undelivered: IQueue;
  readonly archiveArn: string;
  /** ARNs of the rules that a replay may go to. */
  readonly rules: readonly string[];
}

/** What operators invoke. Nothing else does: who may is up to their own permissions. */
export class OperateFunction extends SignpostFunction {
  constructor(
    scope: Construct,
    id: string,
    { settings, names, archiveArn, rules, ...queues }: OperateFunctionProps,
  ) {
    super(scope, id, {
      entry: 'operate',
      functionName: names.operate,
      roleName: names.operate,
      description: 'Looks on demand, freezes, approves, plans, replays, redrives, tells how things are',
      settings,
      names,
      lambda: { timeout: OPERATE_TIMEOUT, memorySize: 512 },
      environment: {
        ledgerTable: names.ledger,
        hintQueueUrl: queues.hints.queue.queueUrl,
        surveyQueueUrl: queues.surveysAsked.queue.queueUrl,
        deadLetterQueueUrl: queues.hints.deadLetters.queueUrl,
        surveyDeadLetterQueueUrl: queues.surveysAsked.deadLetters.queueUrl,
        undeliveredQueueUrl: queues.undelivered.queueUrl,
        surveyBucket: names.surveyBucket,
        accountId: Aws.ACCOUNT_ID,
        archiveArn,
        ruleArns: rules.join(' '),
      },
    });
  }
}
