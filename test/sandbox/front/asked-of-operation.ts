import type { Caller } from '../../world/caller.ts';
import type { Asked } from '../../world/http/exchange.ts';

interface Input {
  readonly ArchiveName?: string;
  readonly ReplayName?: string;
  readonly SourceArn?: string;
}

/** What IAM is asked about an operation of EventBridge or SQS that the front plays: archives, replays, moving messages. */
export function askedOfOperation(service: string, operation: string, input: Input, caller: Caller): Asked {
  const { ArchiveName, ReplayName, SourceArn } = input;
  const events = `arn:aws:events:${caller.region}:${caller.account}`;
  const replay = ReplayName && `${events}:replay/${ReplayName}`;
  const archive = ArchiveName && `${events}:archive/${ArchiveName}`;
  return { action: `${service}:${operation}`, resource: replay ?? archive ?? SourceArn ?? '*' };
}
