/**
 * Which messages of a batch stay in the queue by what the function answered (JSON, or nothing), as Lambda decides with
 * ReportBatchItemFailures: an id that is not of the batch, or that is null or empty, or an answer of another shape, and
 * all of them stay.
 */
export function failedMessages(answer: string, batch: readonly string[]): ReadonlySet<string> {
  const failures = read(answer);
  if (failures === undefined) return new Set(batch);
  const known = new Set(batch);
  return failures.every((id) => known.has(id)) ? new Set(failures) : known;
}

/** The ids it names; undefined when the answer is not of the agreed shape. */
function read(answer: string): string[] | undefined {
  let parsed: unknown;
  try {
    parsed = answer === '' ? null : JSON.parse(answer);
  } catch {
    return undefined;
  }
  if (parsed === null) return [];
  if (typeof parsed !== 'object') return undefined;
  if (Object.keys(parsed).length === 0) return [];
  const failures = (parsed as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : undefined;
}
