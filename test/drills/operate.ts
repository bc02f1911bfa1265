import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Stage } from './stage.ts';

interface Status {
  readonly zones: readonly {
    readonly claims: readonly { readonly outcome: string; readonly reason: string }[];
  }[];
}

/** What the operators' function answers, as JSON. */
export async function operate<Answer>({ clients, output }: Stage, payload: object): Promise<Partial<Answer>> {
  const { Payload } = await clients.functions.send(
    new InvokeCommand({ FunctionName: output('OperateFunction'), Payload: JSON.stringify(payload) }),
  );
  return JSON.parse(Payload?.transformToString() ?? '{}') as Partial<Answer>;
}

/** What the operators' function tells of a name: `outcome: reason` of each claim. */
export async function outcomesOf(stage: Stage, name: string): Promise<readonly string[]> {
  const { zones = [] } = await operate<Status>(stage, { command: 'status', name });
  return zones.flatMap(({ claims }) => claims.map(({ outcome, reason }) => `${outcome}: ${reason}`));
}
