/**
 * Route 53 lists names by their labels from the right. Its documentation says that the last dot counts, so that `a-b`
 * comes before `a`; whether it is so, and how escaped characters sort, no name should hang on: two orders are kept and
 * a conclusion is drawn only where they agree.
 */
export interface Place {
  /** As documented: by whole text, every dot being a character like any other. */
  readonly text: string;
  /** Label by label. */
  readonly labels: readonly string[];
  /** It has no character whose place depends on how it is escaped, as that of `*`. */
  readonly isPlain: boolean;
}

/** Listed as they are; every other character is escaped in a listing. */
const PLAIN = /^[a-z0-9._-]*$/;

/** Worked out once for a name that is compared with many. */
export function placeOf(host: string): Place {
  const labels = host.split('.').reverse();
  return { text: `${labels.join('.')}.`, labels, isPlain: PLAIN.test(host) };
}

/** A sort that is close to the order of the listing. */
export function compareNames(a: string, b: string): number {
  return order(placeOf(a).text, placeOf(b).text);
}

/** Surely before: in both orders. */
export function surelyBefore(a: Place, b: Place): boolean {
  return a.isPlain && b.isPlain && a.text < b.text && byLabels(a.labels, b.labels) < 0;
}

function byLabels(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const found = order(a[at] ?? '', b[at] ?? '');
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
