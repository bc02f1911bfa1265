import { covers, toIam } from '../../shared/zones/name-pattern.ts';
import type { StackSettings } from '../settings.ts';

/** Names that may be written, as IAM's `StringLike` takes them: like one of the first, like none of the second. */
export interface NameCondition {
  readonly like: readonly string[];
  readonly notLike: readonly string[];
}

/**
 * What the settings of a zone allow anybody, without what they protect: who asks is for the planner to see. Nothing in
 * it is without effect, as IAM counts characters.
 */
export function nameCondition({
  name,
  allow,
  protect,
}: Pick<StackSettings['zones'][number], 'name' | 'allow' | 'protect'>): NameCondition {
  const patterns = allow?.flatMap(({ names }) => names) ?? ['*'];
  const allowed = patterns.flatMap((pattern) => (pattern === '*' ? [name, `*.${name}`] : [pattern]));
  const free = allowed.filter((pattern) => !protect.some((other) => covers(other, pattern)));
  const like = widest(free).map(toIam);
  const notLike = widest(protect)
    .map(toIam)
    .filter((pattern) => like.some((other) => meets(pattern, other)));
  return { like, notLike };
}

/** Without what another pattern covers. */
function widest(patterns: readonly string[]): readonly string[] {
  const unique = [...new Set(patterns)];
  return unique.filter((pattern) => !unique.some((other) => other !== pattern && covers(other, pattern)));
}

/** Whether some name is like both. */
export function meets(a: string, b: string): boolean {
  const seen = new Set<string>();
  const from = (i: number, j: number): boolean => {
    if (i === a.length && j === b.length) return true;
    const place = `${i} ${j}`;
    if (seen.has(place)) return false;
    seen.add(place);
    if (a[i] === '*' && (from(i + 1, j) || (j < b.length && from(i, j + 1)))) return true;
    if (b[j] === '*' && (from(i, j + 1) || (i < a.length && from(i + 1, j)))) return true;
    return a[i] !== '*' && a[i] !== undefined && a[i] === b[j] && from(i + 1, j + 1);
  };
  return from(0, 0);
}
