import type { Envelope } from './envelope.ts';
import type { Cause } from './hint.ts';

/** What an event that was replayed adds to its cause: it is the old one, and came by the replay. */
export function replayed({ 'replay-name': replay }: Envelope): Pick<Cause, 'via' | 'replay'> {
  return replay === undefined ? {} : { via: 'replay', replay };
}

/** The cause of a hint that a run sends on: what began it all stays, with how it came along. */
export function passedOn(cause: Cause, via: string): Cause {
  return { ...cause, via };
}

/**
 * Which of two causes of one hint to tell of. A tag is one call and two events, of which one says who called; and a sweep
 * says nobody. Between two that say who, or two that do not, the later.
 */
export function moreTelling(one: Cause, other: Cause): Cause {
  const [isOneNamed, isOtherNamed] = [one, other].map(({ principal }) => principal !== undefined);
  if (isOneNamed !== isOtherNamed) return isOneNamed ? one : other;
  return Date.parse(one.at) > Date.parse(other.at) ? one : other;
}
