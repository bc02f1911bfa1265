import { covers } from './covers.ts';

/**
 * The host that both of two declared hosts serve: the more specific one; undefined if they have none in common. Both lower
 * case. `*.x` takes in every depth below x and every wildcard there, not x itself.
 */
export function intersect(one: string, other: string): string | undefined {
  if (covers(one, other)) return other;
  return covers(other, one) ? one : undefined;
}

/** What any two of two lists have in common, each once, sorted. */
export function intersectAll(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set(some.flatMap((one) => others.flatMap((other) => intersect(one, other) ?? [])))].sort();
}
