import type { NameKey } from '../../shared/ledger/rows.ts';
import type { Decided } from './decide.ts';
import { causeOf, type Work } from './work.ts';

/** Route 53 takes so many characters. */
const LONGEST = 256;

/**
 * The comment of a batch, as Route 53 and CloudTrail show it: `signpost <stack> <request id>: <event> <event id>`, and
 * `+2 more` where further events are behind its names.
 */
export function batchComment(
  keys: readonly NameKey[],
  decided: ReadonlyMap<NameKey, Decided>,
  work: Work,
  stack: string,
  requestId: string,
): string {
  const causes = keys.flatMap((key) => causesOf(key, decided, work));
  const events = [...new Set(causes.map(({ event, eventId }) => `${event} ${eventId}`))];
  const more = events.length > 1 ? ` +${events.length - 1} more` : '';
  return `signpost ${stack} ${requestId}: ${events[0] ?? ''}`.slice(0, LONGEST - more.length) + more;
}

/** Of what is told of the name; a change of which nothing is told is of whoever was looked at. */
function causesOf(key: NameKey, decided: ReadonlyMap<NameKey, Decided>, work: Work) {
  const { transitions = [], looks = [] } = decided.get(key) ?? {};
  if (transitions.length > 0) return transitions.map(({ cause }) => cause);
  return [causeOf(work, [...looks, key])];
}
