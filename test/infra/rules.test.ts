import { describe, expect, it } from 'vitest';
import { askedSweep } from '../../functions/sweep/asked-sweep.ts';
import { loadBalancerCalls, stackChanged, tagChanges } from '../../infra/event-patterns.ts';
import { arn, type Resource, synthesise, text } from './synthesise.ts';

const { main } = synthesise();
const rules = main.all('AWS::Events::Rule');
const rule = (what: string) => main.one('AWS::Events::Rule', 'Name', `signpost-us-east-1-${what}`);
const queue = (what: string) => main.one('AWS::SQS::Queue', 'QueueName', `signpost-us-east-1-${what}`);
const schedule = main.one('AWS::Scheduler::Schedule', 'Name', 'signpost-us-east-1-sweep-schedule');
const light = main.one('AWS::Scheduler::Schedule', 'Name', 'signpost-us-east-1-light-sweep');
const sweep = main.one('AWS::Lambda::Function', 'FunctionName', 'signpost-us-east-1-sweep');

interface Target {
  readonly Arn: unknown;
  readonly Input?: string;
  readonly DeadLetterConfig?: { readonly Arn: unknown };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts: number; readonly MaximumEventAgeInSeconds: number };
}
const targets = ({ Properties }: Resource) => Properties['Targets'] as readonly Target[];
const targetArns = (of: Resource) => targets(of).map(({ Arn }) => text(Arn));

describe('every rule', () => {
  it.each(rules.map((one) => [one.id, one] as const))('%s is enabled', (_, one) => {
    expect(one.Properties['State']).toBe('ENABLED');
  });

  it.each(rules.map((one) => [one.id, one] as const))('%s keeps what it cannot deliver', (_, one) => {
    for (const { DeadLetterConfig } of targets(one)) {
      expect(text(DeadLetterConfig?.Arn)).toBe(arn(queue('undelivered')));
    }
  });

  it.each(rules.map((one) => [one.id, one] as const))('%s tries for a day', (_, one) => {
    for (const { RetryPolicy } of targets(one)) {
      expect(RetryPolicy).toEqual({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });
    }
  });

  it.each(rules.map((one) => [one.id, one] as const))('%s has at most 5 targets', (_, one) => {
    expect(targets(one).length).toBeLessThanOrEqual(5);
  });

  it('listens to the default bus', () => {
    for (const { Properties } of rules) expect(Properties).not.toHaveProperty('EventBusName');
  });
});

describe('rules of load balancers', () => {
  it.each([
    ['elb-calls', loadBalancerCalls],
    ['tag-changes', tagChanges],
  ])('%s sends what its pattern takes to the hint queue', (what, pattern) => {
    expect(rule(what).Properties['EventPattern']).toEqual(pattern);
    expect(targetArns(rule(what))).toEqual([arn(queue('hints'))]);
  });

  it('are archived by the same patterns', () => {
    expect(main.one('AWS::Events::Archive').Properties).toMatchObject({
      EventPattern: { $or: [loadBalancerCalls, tagChanges] },
      RetentionDays: 30,
    });
  });
});

describe.each([
  ['full', schedule, 'rate(30 minutes)'],
  ['light', light, 'rate(2 minutes)'],
] as const)('%s sweeps', (kind, { Properties, DependsOn }, rate) => {
  const target = Properties['Target'] as Target & { readonly RoleArn: unknown };

  it('come at their rate, told which they are', () => {
    expect(Properties['ScheduleExpression']).toBe(rate);
    expect(target.Arn).toEqual({ 'Fn::GetAtt': [sweep.id, 'Arn'] });
    expect(askedSweep(JSON.parse(target.Input ?? ''))).toBe(kind);
  });

  it('come at once when the schedule is made: it has no start', () => {
    expect(Properties).not.toHaveProperty('StartDate');
    expect(Properties).toMatchObject({ FlexibleTimeWindow: { Mode: 'OFF' } });
  });

  it('are scheduled after the rules that take events stand', () => {
    const rules = [rule('elb-calls'), rule('tag-changes')].map(({ id }) => id);
    expect(DependsOn).toEqual(expect.arrayContaining(rules));
  });

  it('that cannot be started are kept after a day', () => {
    expect(text(target.DeadLetterConfig?.Arn)).toBe(arn(queue('undelivered')));
    expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });
  });

  it('are started by the role of the state stack', () => {
    expect(text(target.RoleArn)).toBe('arn:aws:iam::111122223333:role/signpost-us-east-1-sweep-schedule');
  });
});

describe('sweeps', () => {
  it('come at the end of each deploy that changed the stack', () => {
    const { detail, ...rest } = rule('stack-changed').Properties['EventPattern'] as ReturnType<
      typeof stackChanged
    >;
    const ids = (detail['stack-id'] as unknown[]).map(text);
    expect({ ...rest, detail: { ...detail, 'stack-id': ids } }).toEqual(
      stackChanged('<AWS::StackId>', 'arn:aws:cloudformation:us-east-1:111122223333:stack/<AWS::StackName>'),
    );
    expect(targetArns(rule('stack-changed'))).toEqual([arn(sweep)]);
  });

  it('may be started by no other rule', () => {
    const permissions = main.all('AWS::Lambda::Permission');
    expect(permissions.map(({ Properties }) => text(Properties['SourceArn']))).toEqual([
      arn(rule('stack-changed')),
    ]);
    expect(new Set(permissions.map(({ Properties }) => text(Properties['FunctionName'])))).toEqual(
      new Set([arn(sweep)]),
    );
  });
});

describe('survey schedules', () => {
  const asks = (of: ReturnType<typeof synthesise>['main']) =>
    of
      .all('AWS::Events::Rule')
      .filter(({ Properties }) => Properties['ScheduleExpression'] === 'rate(2 minutes)')
      .flatMap(targets);

  it('ask for each cluster', () => {
    expect(asks(main).map(({ Input }) => JSON.parse(Input!) as unknown)).toEqual(
      ['blue', 'green', 'inside'].map((cluster) => ({ cluster, loadBalancers: [], notBefore: 0 })),
    );
  });

  it('ask the survey queue', () => {
    expect(new Set(asks(main).map(({ Arn }) => text(Arn)))).toEqual(new Set([arn(queue('surveys-asked'))]));
  });

  it('need more rules for more than five clusters', () => {
    const clusters = Array.from({ length: 6 }, (_, index) => ({ name: `c${index}` }));
    const { main: six } = synthesise({
      policy: 'plan',
      zones: [{ id: 'Z1', name: 'a.com', allow: [{ names: ['*'] }] }],
      clusters,
    });
    expect(asks(six)).toHaveLength(6);
    expect(Math.max(...six.all('AWS::Events::Rule').map((one) => targets(one).length))).toBe(5);
  });
});
