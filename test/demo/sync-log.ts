import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod';
import type { Stage } from './stage.ts';

/** Of the line itself: the log group of the sandbox stamps every line with the end of its invocation. */
const timestamp = z.iso.datetime();
const decision = z.object({
  timestamp,
  message: z.literal('decision'),
  hostname: z.string(),
  loadBalancer: z.string(),
  outcome: z.string(),
  reason: z.string(),
  eventId: z.string(),
  cause: z.object({ event: z.string(), eventId: z.string(), principal: z.string().optional() }),
  requestId: z.string(),
});
const batch = z.object({
  timestamp,
  message: z.literal('route 53'),
  hostnames: z.array(z.string()),
  answer: z.string(),
  detail: z.string(),
  requestId: z.string(),
});

export type DecisionLine = z.infer<typeof decision>;
export type BatchLine = z.infer<typeof batch>;

export interface SyncLog {
  readonly decisions: readonly DecisionLine[];
  readonly batches: readonly BatchLine[];
  /** Request ids of the invocations that Lambda itself says it began. */
  readonly invocations: ReadonlySet<string>;
  readonly lines: readonly string[];
}

/** What the deployed sync has logged since `from` (epoch ms); an invocation's lines are there when it has ended. */
export async function readSyncLog({ clients, output, startedAt }: Stage, from = startedAt): Promise<SyncLog> {
  const lines: string[] = [];
  const pages = paginateFilterLogEvents(
    { client: clients.logs },
    { logGroupName: output('SyncLogGroup'), startTime: from },
  );
  for await (const { events = [] } of pages)
    lines.push(...events.map(({ message = '' }) => message.trimEnd()));
  const parsed = lines.filter((line) => line.startsWith('{')).map((line): unknown => JSON.parse(line));
  const isSince = (line: { timestamp: string }) => Date.parse(line.timestamp) >= from;
  return {
    decisions: parsed.flatMap((line) => decision.safeParse(line).data ?? []).filter(isSince),
    batches: parsed.flatMap((line) => batch.safeParse(line).data ?? []).filter(isSince),
    invocations: new Set(lines.flatMap((line) => /^START RequestId: (\S+)/.exec(line)?.[1] ?? [])),
    lines,
  };
}
