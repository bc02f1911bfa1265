import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

const PATIENCE = 15_000;

/**
 * Waits for the end of the sweep that a deploy starts: while it runs, it would find by itself what events are meant to
 * tell, and a broken rule would go unseen.
 */
export async function firstSweep(endpoint: string, sweepFunction: string): Promise<void> {
  const logs = new CloudWatchLogsClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const report = new FilterLogEventsCommand({
    logGroupName: `/aws/lambda/${sweepFunction}`,
    filterPattern: 'REPORT',
  });
  try {
    for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(100)) {
      if ((await logs.send(report)).events?.length) return;
    }
  } finally {
    logs.destroy();
  }
  throw new Error(`The deploy was not followed by a sweep: ${sweepFunction} has not run within 15 seconds`);
}
