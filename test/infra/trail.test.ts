import { describe, expect, it } from 'vitest';
import { loadBalancerCalls, tagChanges } from '../../infra/event-patterns.ts';
import { FULL, synthesise, text } from './synthesise.ts';

/** What listens to load balancers, and what it costs to know whether it does. */
function heard(trail?: 'present' | 'absent') {
  const { main } = synthesise({ ...FULL, ...(trail && { trail }) });
  const named = (type: string, key: string) =>
    main
      .all(type)
      .flatMap(({ Properties }) =>
        Properties[key] === undefined ? [] : text(Properties[key]).replace('signpost-us-east-1-', ''),
      );
  return {
    rules: named('AWS::Events::Rule', 'Name').sort(),
    archived: main.one('AWS::Events::Archive').Properties['EventPattern'],
    alarms: named('AWS::CloudWatch::Alarm', 'AlarmName').sort(),
    schedules: named('AWS::Scheduler::Schedule', 'Name').length,
  };
}

describe('trail', () => {
  it('absent: no rule for calls, and no alarm for events that are not expected', () => {
    expect(heard('absent')).toEqual({
      rules: ['stack-changed', 'tag-changes'],
      archived: { $or: [tagChanges] },
      alarms: ['brake'],
      schedules: 2,
    });
  });

  it.each([undefined, 'present'] as const)('%s: both rules, and the alarm', (trail) => {
    expect(heard(trail)).toEqual({
      rules: ['elb-calls', 'stack-changed', 'tag-changes'],
      archived: { $or: [loadBalancerCalls, tagChanges] },
      alarms: ['brake', 'lost-events'],
      schedules: 2,
    });
  });
});
