import type { NameChanges } from '../plan/changes.ts';

/**
 * The names that Route 53 blames in an InvalidChangeBatch message
 * (`[Tried to create resource record set [name='a.example.com.', type='A'] but it already exists, ...]`).
 * Empty where the message names none of the batch.
 */
export function culprits(message: string, batch: readonly NameChanges[]): NameChanges[] {
  const spelled = message.replaceAll('\\052', '*').toLowerCase();
  return batch.filter(
    ({ host }) =>
      spelled.includes(`'${host}.'`) ||
      spelled.includes(`'${host}'`) ||
      spelled.includes(` ${host}. `) ||
      spelled.includes(` ${host} `),
  );
}
