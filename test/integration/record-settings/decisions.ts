import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { inject } from 'vitest';
import { clientSettings } from '../aws-clients.ts';

/** A line of the log of `sync`. */
export interface Line {
  readonly message: string;
  readonly loadBalancer: string;
  /** Of a decision. */
  readonly hostname?: string;
  readonly outcome?: string;
  /** Of an ignored tag. */
  readonly key?: string;
  readonly reason: string;
}

/** The decisions and the ignored tags of a load balancer, as the deployed `sync` has logged them. */
export async function linesAbout({ id }: { readonly id: string }): Promise<readonly Line[]> {
  const { url, outputs } = inject('sandbox');
  const client = new CloudWatchLogsClient(clientSettings(url));
  const lines: string[] = [];
  for await (const { events = [] } of paginateFilterLogEvents(
    { client },
    { logGroupName: outputs['SyncLogGroup'] },
  ))
    lines.push(...events.map(({ message = '' }) => message).filter((line) => line.startsWith('{')));
  return lines
    .map((line) => JSON.parse(line) as Line)
    .filter(({ message, loadBalancer }) => message !== 'route 53' && loadBalancer === id);
}
