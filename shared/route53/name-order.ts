import { toNormalisedName } from '../zones/name-pattern.ts';

/**
 * Route 53 lists names by their labels from the right. Its documentation says that the last dot counts, so that `a-b`
 * comes before `a`, and that `*` is listed as `\052`; whether both are so for the order too, no name should hang on: all
 * four orders are kept, and a conclusion is drawn only where they agree. Nearly all names differ before it matters.
 */
export interface Place {
  /** As the name is. */
  readonly decoded: Spelling;
  /** With the characters that a listing escapes: the very same one if there are none. */
  readonly escaped: Spelling;
}

interface Spelling {
  /** As documented: by whole text, every dot being a character like any other. */
  readonly text: string;
  /** Label by label. */
  readonly labels: readonly string[];
}

/** Worked out once for a name that is compared with many. */
export function placeOf(host: string): Place {
  const decoded = spellingOf(host);
  const escaped = toNormalisedName(host);
  return { decoded, escaped: escaped === host ? decoded : spellingOf(escaped) };
}

function spellingOf(host: string): Spelling {
  const labels = host.split('.').reverse();
  return { text: `${labels.join('.')}.`, labels };
}

/** A sort that is close to the order of the listing. */
export function compareNames(a: string, b: string): number {
  return order(placeOf(a).decoded.text, placeOf(b).decoded.text);
}

/** Surely before: in all orders. */
export function surelyBefore(a: Place, b: Place): boolean {
  if (!isBefore(a.decoded, b.decoded)) return false;
  const isSame = a.escaped === a.decoded && b.escaped === b.decoded;
  return isSame || isBefore(a.escaped, b.escaped);
}

function isBefore(a: Spelling, b: Spelling): boolean {
  return a.text < b.text && byLabels(a.labels, b.labels) < 0;
}

function byLabels(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const found = order(a[at] ?? '', b[at] ?? '');
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
