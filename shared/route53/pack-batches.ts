import { changeTokens, type NameChanges } from '../plan/changes.ts';
import type { RecordSet } from '../records/record-set.ts';

/**
 * Route 53 takes 1,000 elements and 32,000 characters of values a batch (Developer Guide, "Quotas"). A third of that:
 * one full batch would take two thirds of the burst that the whole account shares.
 */
export const LIMITS = { elements: 300, characters: 16_000 } as const;

/** Splits the changes of one zone into batches within the limits; the changes of a name stay together, in order. */
export function packBatches(
  changes: readonly NameChanges[],
  limits: { elements: number; characters: number } = LIMITS,
): NameChanges[][] {
  const batches: NameChanges[][] = [];
  let elements = Number.POSITIVE_INFINITY;
  let characters = 0;
  for (const change of changes) {
    const size = { elements: changeTokens(change), characters: countCharacters(change) };
    if (elements + size.elements > limits.elements || characters + size.characters > limits.characters) {
      batches.push([]);
      elements = 0;
      characters = 0;
    }
    batches.at(-1)?.push(change);
    elements += size.elements;
    characters += size.characters;
  }
  return batches;
}

function countCharacters({ deletes, creates }: NameChanges): number {
  return [...deletes, ...creates].reduce((sum, set) => sum + valueCharacters(set), 0);
}

/** Whether an alias counts is told nowhere: the strict reading is that it does. */
function valueCharacters(set: RecordSet): number {
  return (set.alias?.dnsName.length ?? 0) + (set.values ?? []).reduce((sum, value) => sum + value.length, 0);
}
