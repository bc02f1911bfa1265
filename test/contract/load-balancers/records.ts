import type { EmittedEvent } from '../../world/load-balancers/world.ts';

/** The CloudTrail records among the events. */
export function recordsOf(events: readonly EmittedEvent[]): EmittedEvent['detail'][] {
  return events.filter(({ source }) => source === 'aws.elasticloadbalancing').map(({ detail }) => detail);
}

/** The `aws.tag` events. */
export function tagEventsOf(events: readonly EmittedEvent[]): EmittedEvent[] {
  return events.filter(({ source }) => source === 'aws.tag');
}
