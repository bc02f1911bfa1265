import type { Construct } from 'constructs';
import { type AlarmProps, LineAlarm } from './line-alarm.ts';

/** Tells a person that a sweep found what an event should have told: events are being lost. */
export class LostEventsAlarm extends LineAlarm {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id, props, {
      // Of the line that `sync` logs for what only a sweep found; `functions/sync/dependencies.ts`.
      message: 'found by sweep',
      counted: 'found by sweep',
      alarmDescription:
        'Events are being lost, or come minutes late: a sweep found a change of a load balancer that no event had told. ' +
        'It is made good; the next ones come as late. The line `found by sweep` in the log of sync says which and what.',
    });
  }
}
