import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { ListResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import * as z from 'zod';
import { ZONES } from '../sandbox/settings.ts';
import type { StoredSet } from '../world/route53/stored-set.ts';
import type { SandboxClients } from './sandbox-clients.ts';

const decision = z.object({
  message: z.literal('decision'),
  timestamp: z.iso.datetime(),
  hostname: z.string(),
  zoneId: z.string().optional(),
  loadBalancer: z.string(),
  outcome: z.string(),
  reason: z.string(),
});

export type DecisionLine = z.infer<typeof decision>;

/** Route 53 and the log of the deployed `sync`, at one time. */
export interface Snapshot {
  readonly zones: readonly { readonly head: string; readonly sets: readonly StoredSet[] }[];
  readonly decisions: readonly DecisionLine[];
}

/** Reads it for all pages at once: whoever asks while one is being read gets the next. */
export function observer(aws: SandboxClients): () => Promise<Snapshot> {
  let next: Promise<Snapshot> | undefined;
  let reading: Promise<unknown> = Promise.resolve();
  const startedAt = Date.now();
  return () => {
    next ??= reading.then(() => {
      next = undefined;
      const read = readSnapshot(aws, startedAt);
      reading = read.catch(() => undefined);
      return read;
    });
    return next;
  };
}

async function readSnapshot(aws: SandboxClients, startedAt: number): Promise<Snapshot> {
  const decisions = await readDecisions(aws, startedAt);
  const zones = ZONES.map(async ({ id, name, private: isPrivate }) => ({
    head: `records in ${isPrivate ? 'private ' : ''}${name}`,
    sets: await readZone(aws, id),
  }));
  return { zones: await Promise.all(zones), decisions };
}

async function readDecisions(
  { logs, outputs }: SandboxClients,
  startTime: number,
): Promise<readonly DecisionLine[]> {
  const lines: DecisionLine[] = [];
  for await (const { events = [] } of paginateFilterLogEvents(
    { client: logs },
    { logGroupName: outputs['SyncLogGroup'], startTime, filterPattern: '"decision"' },
  ))
    for (const { message = '' } of events) {
      const parsed = message.startsWith('{') ? decision.safeParse(JSON.parse(message)) : undefined;
      if (parsed?.success) lines.push(parsed.data);
    }
  return lines.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
}

async function readZone({ route53 }: SandboxClients, HostedZoneId: string): Promise<readonly StoredSet[]> {
  const sets: ResourceRecordSet[] = [];
  let start: {
    StartRecordName?: string;
    StartRecordType?: ResourceRecordSet['Type'];
    StartRecordIdentifier?: string;
  } = {};
  for (;;) {
    const page = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId, ...start }));
    sets.push(...(page.ResourceRecordSets ?? []));
    if (!page.IsTruncated) break;
    start = {
      ...(page.NextRecordName !== undefined && { StartRecordName: page.NextRecordName }),
      ...(page.NextRecordType !== undefined && { StartRecordType: page.NextRecordType }),
      ...(page.NextRecordIdentifier !== undefined && { StartRecordIdentifier: page.NextRecordIdentifier }),
    };
  }
  return sets.filter(({ Type }) => ['A', 'AAAA', 'CNAME'].includes(Type ?? '')) as StoredSet[];
}
