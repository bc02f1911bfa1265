/** An error in one line: with its causes, because `fetch failed` keeps what happened in there. */
export function describeFailure(error: unknown): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error && texts.length < 4; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' ? ` (${at.code})` : '';
    texts.push(`${at.message || at.name}${code}`);
  }
  return (texts.length === 0 ? String(error) : texts.join(': ')).slice(0, 500);
}
