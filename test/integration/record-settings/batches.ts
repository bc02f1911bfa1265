import { inject } from 'vitest';
import type { RecordedCall } from '../../sandbox/front/calls.ts';
import { readBody } from '../../world/http/route53-xml.ts';

/** A ChangeResourceRecordSets that the front was asked for. */
export interface Batch {
  readonly zone: string;
  readonly accepted: boolean;
  readonly changes: readonly {
    readonly action: string;
    readonly host: string;
    readonly set: string;
    readonly type: string;
  }[];
}

/** In the order of their answers, whoever asked. */
export async function batches(): Promise<readonly Batch[]> {
  const answer = await fetch(`${inject('sandbox').url}/_sandbox/calls?service=route53`);
  const calls = (await answer.json()) as readonly RecordedCall[];
  return calls
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/rrset'))
    .map(({ path, status, body }) => ({
      zone: /hostedzone\/([^/]+)/.exec(path)?.[1] ?? '',
      accepted: status === 200,
      changes: changesOf(readBody(body)),
    }));
}

export function naming(all: readonly Batch[], host: string): readonly Batch[] {
  return all.filter(({ changes }) => changes.some((change) => change.host === host));
}

/** After each batch that named the host: how many record sets it had, in all zones together. */
export function countsOf(all: readonly Batch[], host: string): readonly number[] {
  let count = 0;
  return naming(all, host).map(({ accepted, changes }) => {
    for (const change of changes)
      if (accepted && change.host === host) count += change.action === 'CREATE' ? 1 : -1;
    return count;
  });
}

function changesOf(input: Record<string, unknown>): Batch['changes'] {
  const { ChangeBatch: batch } = input as {
    ChangeBatch: {
      Changes: {
        Action: string;
        ResourceRecordSet: { Name: string; Type: string; SetIdentifier?: string };
      }[];
    };
  };
  return batch.Changes.map(({ Action, ResourceRecordSet: { Name, Type, SetIdentifier = '' } }) => ({
    action: Action,
    host: Name.replace(/\.$/, ''),
    set: SetIdentifier,
    type: Type,
  }));
}
