const SHOWN = 5;

/** The first of a list as people read it. */
export function some(list: readonly string[]): string {
  if (list.length === 0) return 'nothing';
  const more = list.length > SHOWN ? ` and ${list.length - SHOWN} more` : '';
  return list.slice(0, SHOWN).join(', ') + more;
}
