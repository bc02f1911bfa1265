import type { SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Timing } from './timing.ts';

/** How a function takes messages: many at once, each failing by itself. */
export function worksOff({ batchSize, window, concurrency }: Timing): SqsEventSourceProps {
  return { batchSize, maxBatchingWindow: window, maxConcurrency: concurrency, reportBatchItemFailures: true };
}
