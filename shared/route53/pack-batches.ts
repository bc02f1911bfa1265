import { batchSize } from '../plan/batch-limits.ts';
import type { NameChanges } from '../plan/changes.ts';

/**
 * A third of what Route 53 takes in a batch: one full batch would take two thirds of the burst that the whole account
 * shares.
 */
export const LIMITS = { elements: 300, characters: 16_000 } as const;

/**
 * Splits the changes of one zone into batches within the limits; the changes of a name stay together, in order. A name
 * that is larger by itself goes alone.
 */
export function packBatches(
  changes: readonly NameChanges[],
  limits: { elements: number; characters: number } = LIMITS,
): NameChanges[][] {
  const batches: NameChanges[][] = [];
  let elements = Number.POSITIVE_INFINITY;
  let characters = 0;
  for (const change of changes) {
    const size = batchSize(change);
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
