import { Aws } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { SignpostFunction } from './signpost-function.ts';
import { SWEEP_TIMEOUT } from './timing.ts';

/**
 * Both sweeps: what the full one may do includes all that the light one does, but for one call. They run beside each other
 * and beside themselves: a hint that is sent twice is one look.
 */
export class SweepFunction extends SignpostFunction {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, hints: Queue) {
    super(scope, id, {
      entry: 'sweep',
      functionName: names.sweep,
      roleName: names.sweep,
      description:
        'Hints what no event told, from the tagging API every other minute, from all there is every half hour',
      settings,
      names,
      lambda: { timeout: SWEEP_TIMEOUT, memorySize: 512 },
      environment: {
        ledgerTable: names.ledger,
        hintQueueUrl: hints.queueUrl,
        accountId: Aws.ACCOUNT_ID,
      },
    });
  }
}
