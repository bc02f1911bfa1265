import type { Construct } from 'constructs';
import { type AlarmProps, LineAlarm } from './line-alarm.ts';

/** Tells a person that a zone's brake is on: one line of `sync`'s log is one alarm. */
export class BrakeAlarm extends LineAlarm {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id, props, {
      // Of the line that `sync` logs when a brake trips; `functions/sync/dependencies.ts`.
      message: 'brake',
      counted: 'brakes tripped',
      alarmDescription:
        'A zone’s brake is on: more names were to go, or to change hands, than the settings let. They stay as they are ' +
        'until operate approves. The line `brake` in the log of sync says which zone, how many, and the limit.',
    });
  }
}
