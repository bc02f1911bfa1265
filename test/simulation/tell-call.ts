import type { Change } from '@aws-sdk/client-route-53';
import type { Called } from './calls.ts';
import { targetOf } from './record-sets.ts';

/** One line about a call and what came of it. */
export function tellCall({ service, operation, input }: Called, answer: unknown): string {
  return [service, operation, tellInput(input), '->', tellAnswer(answer)].filter(Boolean).join(' ');
}

function tellAnswer(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const { error } = (answer ?? {}) as { error?: unknown };
  return error === undefined ? 'done' : String(error);
}

interface Inputs {
  readonly ChangeBatch?: { readonly Changes?: readonly Change[] };
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: { readonly pk?: string } } }[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly { readonly pk?: string }[] }>>;
  readonly StartRecordName?: string;
}

function tellInput(input: unknown): string {
  const { ChangeBatch, TransactItems, RequestItems, StartRecordName } = (input ?? {}) as Inputs;
  if (ChangeBatch) return (ChangeBatch.Changes ?? []).map(tellChange).join('; ');
  if (TransactItems) return TransactItems.map(({ Put }) => short(Put?.Item?.pk)).join(', ');
  if (RequestItems)
    return Object.values(RequestItems)
      .flatMap(({ Keys = [] }) => Keys.map(({ pk }) => short(pk)))
      .join(', ');
  return StartRecordName ?? (Array.isArray(input) ? input.map(String).join(', ') : '');
}

function tellChange({ Action, ResourceRecordSet: set }: Change): string {
  return `${Action} ${set?.Name} ${set?.Type} ${set?.SetIdentifier ?? ''} ${set ? targetOf(set) : ''}`;
}

const short = (pk = '') => pk.replace(/arn:.*:loadbalancer\//, '');
