import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Stage } from './stage.ts';

interface Status {
  readonly zones: readonly {
    readonly claims: readonly { readonly outcome: string; readonly reason: string }[];
  }[];
}

/** What the operators' function tells of a name: `outcome: reason` of each claim. */
export async function outcomesOf({ clients, output }: Stage, name: string): Promise<readonly string[]> {
  const { Payload } = await clients.functions.send(
    new InvokeCommand({
      FunctionName: output('OperateFunction'),
      Payload: JSON.stringify({ command: 'status', name }),
    }),
  );
  const { zones = [] } = JSON.parse(Payload?.transformToString() ?? '{}') as Partial<Status>;
  return zones.flatMap(({ claims }) => claims.map(({ outcome, reason }) => `${outcome}: ${reason}`));
}
