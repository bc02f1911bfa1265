import type { Caller } from '../../world/caller.ts';
import type { Asked } from '../../world/http/exchange.ts';

interface Input {
  readonly ArchiveName?: string;
  readonly ReplayName?: string;
  readonly Name?: string;
  readonly SourceArn?: string;
  readonly EventSourceArn?: string;
  readonly Destination?: { readonly Arn?: string };
}

/**
 * What IAM is asked about an operation of EventBridge or SQS that the front plays: archives, replays, rules, moving messages. A
 * replay is started on three resources, each of which must be allowed: archive, bus and the replay itself.
 */
export function askedOfOperation(
  service: string,
  operation: string,
  input: Input,
  caller: Caller,
): readonly Asked[] {
  const { ArchiveName, ReplayName, Name, SourceArn } = input;
  const events = `arn:aws:events:${caller.region}:${caller.account}`;
  const replay = ReplayName && `${events}:replay/${ReplayName}`;
  const archive = ArchiveName && `${events}:archive/${ArchiveName}`;
  const rule = Name && `${events}:rule/${Name}`;
  const action = `${service}:${operation}`;
  const started = operation === 'StartReplay' ? [input.EventSourceArn, input.Destination?.Arn] : [];
  return [replay ?? archive ?? rule ?? SourceArn ?? '*', ...started].flatMap((resource) =>
    resource === undefined ? [] : [{ action, resource }],
  );
}
