import type { NameChanges } from '../plan/changes.ts';

/**
 * The names that Route 53 blames in an InvalidChangeBatch message
 * (`[Tried to create resource record set [name='a.example.com.', type='A'] but it already exists, ...]`).
 * Empty where the message names none of the batch.
 */
export function culprits(message: string, batch: readonly NameChanges[]): NameChanges[] {
  return batch.filter(({ host }) => isNamed(host, message));
}

/** Characters of a message that a ledger row keeps. */
const KEPT = 500;
/** The messages of one answer stand between commas, each with a capital in front. */
const BETWEEN = /, (?=[A-Z]\w* (?<!SetIdentifier ))/;

/** The part of a message that is about this name; where none is, all of it. Names as people write them. */
export function wordsAbout(host: string, message: string): string {
  const all = message.replaceAll('\\052', '*').replace(/^\[([\s\S]*)\]$/, '$1');
  const own = all.split(BETWEEN).filter((part) => isNamed(host, part));
  const words = own.length === 0 ? all : own.join(', ');
  return words.length > KEPT ? `${words.slice(0, KEPT)}…` : words;
}

function isNamed(host: string, message: string): boolean {
  const spelled = message.replaceAll('\\052', '*').toLowerCase();
  return (
    spelled.includes(`'${host}.'`) ||
    spelled.includes(`'${host}'`) ||
    spelled.includes(` ${host}. `) ||
    spelled.includes(` ${host} `)
  );
}
