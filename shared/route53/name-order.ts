/**
 * Route 53 lists names by their labels from the right. Its documentation says that the last dot counts, so that `a-b`
 * comes before `a`; whether it is so, and how escaped characters sort, no name should hang on: two orders are kept and
 * a conclusion is drawn only where they agree.
 */
const reversed = (host: string): string[] => host.split('.').reverse();

/** As documented: by whole text, every dot being a character like any other. */
function byText(a: string, b: string): number {
  return order(`${reversed(a).join('.')}.`, `${reversed(b).join('.')}.`);
}

/** Label by label. */
function byLabels(a: string, b: string): number {
  const [left, right] = [reversed(a), reversed(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const found = order(left[at] ?? '', right[at] ?? '');
    if (found !== 0) return found;
  }
  return left.length - right.length;
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A sort that is close to the order of the listing. */
export const compareNames = byText;

/** Listed as they are; every other character is escaped in a listing. */
const PLAIN = /^[a-z0-9._-]*$/;

/** Surely before: in both orders, and with no character whose place depends on how it is escaped, as that of `*`. */
export function surelyBefore(a: string, b: string): boolean {
  return PLAIN.test(a) && PLAIN.test(b) && byText(a, b) < 0 && byLabels(a, b) < 0;
}
