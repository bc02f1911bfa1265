import { Aws } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { SignpostFunction } from './signpost-function.ts';
import { OPERATE_TIMEOUT } from './timing.ts';

/** What operators invoke. Nothing else does: who may is up to their own permissions. */
export class OperateFunction extends SignpostFunction {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, hints: Queue) {
    super(scope, id, {
      entry: 'operate',
      functionName: names.operate,
      roleName: names.operate,
      description: 'Looks on demand, freezes, approves, tells how things are',
      settings,
      names,
      lambda: { timeout: OPERATE_TIMEOUT, memorySize: 512 },
      environment: {
        ledgerTable: names.ledger,
        hintQueueUrl: hints.queueUrl,
        accountId: Aws.ACCOUNT_ID,
      },
    });
  }
}
