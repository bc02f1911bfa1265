import {
  type EventSourceMappingConfiguration,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';

/** What the pump needs of an event source mapping of a queue. */
export interface Mapping {
  readonly id: string;
  readonly queueArn: string;
  readonly functionArn: string;
  /** Of the function: in its name messages are received and deleted. */
  readonly roleArn: string;
  readonly batchSize: number;
  /** Milliseconds. */
  readonly window: number;
  readonly concurrency: number;
  readonly partial: boolean;
}

/** Where Lambda starts when a mapping says nothing. */
const CONCURRENCY = 5;

/**
 * Every mapping of a queue, whatever its `State`: the sandbox deploys them disabled, so that MiniStack leaves them to
 * the pump, and MiniStack then says `Enabled` all the same.
 */
export async function readMappings(client: LambdaClient): Promise<Mapping[]> {
  const mappings: Mapping[] = [];
  for await (const page of paginateListEventSourceMappings({ client }, {})) {
    for (const found of page.EventSourceMappings ?? []) {
      if (!found.EventSourceArn?.startsWith('arn:aws:sqs:')) continue;
      const wanted = new GetFunctionConfigurationCommand({ FunctionName: found.FunctionArn });
      mappings.push(toMapping(found, (await client.send(wanted)).Role ?? ''));
    }
  }
  return mappings;
}

function toMapping(found: EventSourceMappingConfiguration, roleArn: string): Mapping {
  if (found.FilterCriteria?.Filters?.length) {
    throw new Error(`The pump does not filter; the mapping ${found.UUID} has FilterCriteria: teach it first`);
  }
  return {
    id: found.UUID!,
    queueArn: found.EventSourceArn!,
    functionArn: found.FunctionArn!,
    roleArn,
    batchSize: found.BatchSize ?? 10,
    window: (found.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    concurrency: found.ScalingConfig?.MaximumConcurrency ?? CONCURRENCY,
    partial: found.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
  };
}
