import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Names } from '../names.ts';
import type { StackSettings } from '../settings.ts';
import { SignpostFunction } from './signpost-function.ts';
import { SWEEP_TIMEOUT } from './timing.ts';

/** Hints every load balancer and every ledger row, for whatever no event told. */
export class SweepFunction extends SignpostFunction {
  constructor(scope: Construct, id: string, settings: StackSettings, names: Names, hints: Queue) {
    super(scope, id, {
      entry: 'sweep',
      functionName: names.sweep,
      roleName: names.sweep,
      description: 'Hints every load balancer of the Region and every ledger row',
      settings,
      names,
      lambda: { timeout: SWEEP_TIMEOUT, memorySize: 256 },
      environment: { ledgerTable: names.ledger, hintQueueUrl: hints.queueUrl },
    });
  }
}
