import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import { dependencies } from '../../functions/sync/dependencies.ts';
import type { Run } from '../../functions/sync/ports.ts';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { FULL, type Resource, synthesise } from './synthesise.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const { main } = synthesise({ ...FULL, alarmActions: [TOPIC] });

type Template = typeof main;
const metricOf = ({ Properties }: Resource) =>
  (Properties['MetricTransformations'] as readonly Record<string, unknown>[])[0] ?? {};
const alarmIn = (template: Template, what: string, name = 'signpost') =>
  template.one('AWS::CloudWatch::Alarm', 'AlarmName', `${name}-us-east-1-${what}`);

/** What `sync` writes as one line. */
function written(tell: (run: Run) => void) {
  const logger = new Logger({ logLevel: 'ERROR' });
  const error = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
  const environment = {
    region: 'us-east-1',
    ledgerTable: 'ledger',
    hintQueueUrl: '',
    deadLetterQueueUrl: '',
    surveyQueueUrl: '',
    bucket: { name: '', owner: '' },
    settings: runtimeSettings(parseSettings(FULL)),
  };
  const { runOf } = dependencies(environment, logger);
  tell(runOf('request', () => 0));
  return error.mock.calls[0] ?? [];
}

const BRAKE = {
  zoneId: 'ZPUBLIC',
  kind: 'removals',
  names: 21,
  limit: 20,
  window: 3600,
  since: '2026-01-01T00:00:00.000Z',
} as const;
const FIND = {
  loadBalancer: 'classic/us-east-1/web',
  found: 'gone',
  names: ['ZPUBLIC#a.example.com'],
  eventId: 'run-1',
  cause: { event: 'sweep', eventId: 'run-1', at: '2026-01-01T00:00:00.000Z' },
} as const;

describe.each([
  ['brake', BRAKE, (run: Run) => run.tellBrake(BRAKE)],
  ['lost-events', FIND, (run: Run) => run.tellFind(FIND)],
] as const)('the alarm %s', (what, line, tell) => {
  const alarm = alarmIn(main, what);
  const filter = main
    .all('AWS::Logs::MetricFilter')
    .find((each) => metricOf(each)['MetricName'] === alarm.Properties['MetricName']);

  it('counts lines in the log of sync', () => {
    const { id } = main.one('AWS::Logs::LogGroup', 'LogGroupName', '/aws/lambda/signpost-us-east-1-sync');
    expect(filter?.Properties['LogGroupName']).toEqual({ Ref: id });
    expect(filter && metricOf(filter)).toMatchObject({ MetricValue: '1' });
  });

  it('by the message that sync logs at every level of its settings', () => {
    const [message, told] = written(tell);
    expect(told).toMatchObject(line);
    expect(filter?.Properties['FilterPattern']).toBe(`{ $.message = "${String(message)}" }`);
  });

  it('goes off at the first one', () => {
    expect(alarm.Properties).toMatchObject({
      Namespace: filter && metricOf(filter)['MetricNamespace'],
      Statistic: 'Sum',
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  it('is quiet where nothing is logged', () => {
    expect(alarm.Properties).toMatchObject({ TreatMissingData: 'notBreaching' });
  });

  it('goes to the topics of the settings', () => {
    expect(alarm.Properties['AlarmActions']).toEqual([TOPIC]);
  });

  it('goes nowhere without any', () => {
    expect(alarmIn(synthesise(FULL).main, what).Properties).not.toHaveProperty('AlarmActions');
  });

  it('is of its stack: another of another name counts for itself', () => {
    const other = alarmIn(synthesise({ ...FULL, name: 'second' }).main, what, 'second');
    expect(other.Properties['MetricName']).not.toBe(alarm.Properties['MetricName']);
  });
});
