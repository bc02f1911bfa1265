import type { RecordSet } from '../records/record-set.ts';
import type { NameChanges } from './changes.ts';

/**
 * What Route 53 takes in one batch: so many ResourceRecord elements, an alias counted as one, and so many characters of
 * values (Developer Guide, "Quotas").
 */
const ROUTE53 = { elements: 1000, characters: 32_000 } as const;

export interface BatchSize {
  readonly elements: number;
  readonly characters: number;
}

type Changes = Pick<NameChanges, 'deletes' | 'creates'>;

/**
 * Whether the changes of one name can be sent at all: they go in one batch, so that the name is never without a record.
 * Up to 100 sets of two types that all change fit in numbers; their targets can be too long.
 */
export function fitsOneBatch(changes: Changes): boolean {
  const { elements, characters } = batchSize(changes);
  return elements <= ROUTE53.elements && characters <= ROUTE53.characters;
}

export function batchSize({ deletes, creates }: Changes): BatchSize {
  let elements = 0;
  let characters = 0;
  for (const set of [...deletes, ...creates]) {
    elements += Math.max(1, set.values?.length ?? 0);
    characters += charactersOf(set);
  }
  return { elements, characters };
}

/** Whether the name of an alias target counts is told nowhere: the strict reading is that it does, its last dot too. */
function charactersOf({ alias, values = [] }: RecordSet): number {
  return values.reduce((sum, value) => sum + value.length, alias ? alias.dnsName.length + 1 : 0);
}
