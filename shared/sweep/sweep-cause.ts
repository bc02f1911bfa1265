import type { Cause } from '../events/hint.ts';

/**
 * What a sweep tells as the cause of its hints. `via` says where it was to find things that no event tells: after a deploy,
 * or where nothing is known yet. Without it, a change that only such a hint led to is one whose event was lost.
 */
export function sweepCause(runId: string, now: number, via?: 'deploy' | 'first sweep'): Cause {
  return { event: 'sweep', eventId: runId, at: new Date(now).toISOString(), ...(via && { via }) };
}

/** Whether a hint comes of a scheduled sweep itself, and of nothing else. */
export function isOfSweepAlone({ event, via }: Cause): boolean {
  return event === 'sweep' && via === undefined;
}
