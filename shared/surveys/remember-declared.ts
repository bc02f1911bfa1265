import { entriesOf } from './behind.ts';
import type { Survey } from './survey.ts';

/** For so long after hosts were declared behind an entrance an empty list may be a mistake. */
const MEMORY = 60 * 60 * 1000;

/**
 * A survey with what the one before it knows of entrances behind which hosts were declared within the hour, and are no
 * more: an empty list of Gateways publishes nothing, not even for a load balancer that is new. What cannot be read forgets
 * nothing.
 */
export function rememberDeclared(previous: Survey | undefined, next: Survey): Survey {
  if (previous === undefined) return next;
  const declared = new Map(entriesOf(previous.declared ?? {}));
  for (const [ref, { serves }] of entriesOf(previous.entrances))
    if (entriesOf(serves).length > 0) declared.set(ref, previous.startedAt);
  const kept = [...declared].filter(([ref, at]) => {
    if (at === undefined || next.startedAt - at >= MEMORY) return false;
    if (!next.complete) return true;
    const entrance = next.entrances[ref];
    return entrance !== undefined && entriesOf(entrance.serves).length === 0;
  });
  if (kept.length === 0) return next;
  return { ...next, declared: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
