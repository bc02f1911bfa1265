import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import { dependencies } from '../../functions/sync/dependencies.ts';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { FULL, synthesise } from './synthesise.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const { main } = synthesise({ ...FULL, alarmActions: [TOPIC] });
const [filter] = main.all('AWS::Logs::MetricFilter');
const [alarm] = main.all('AWS::CloudWatch::Alarm');
const [transformation] = (filter?.Properties['MetricTransformations'] ?? []) as Record<string, unknown>[];

describe('the alarm of the brake', () => {
  it('counts lines in the log of sync', () => {
    const { id } = main.one('AWS::Logs::LogGroup', 'LogGroupName', '/aws/lambda/signpost-us-east-1-sync');
    expect(filter?.Properties['LogGroupName']).toEqual({ Ref: id });
    expect(transformation).toMatchObject({ MetricValue: '1' });
  });

  it('by the message that sync logs at every level of its settings', () => {
    const logger = new Logger({ logLevel: 'ERROR' });
    const written = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
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
    runOf('request', () => 0).tellBrake({
      zoneId: 'ZPUBLIC',
      kind: 'removals',
      names: 21,
      limit: 20,
      window: 3600,
      since: '2026-01-01T00:00:00.000Z',
    });
    const [message, line] = written.mock.calls[0] ?? [];
    expect(line).toMatchObject({ zoneId: 'ZPUBLIC', kind: 'removals', names: 21, limit: 20 });
    expect(filter?.Properties['FilterPattern']).toBe(`{ $.message = "${String(message)}" }`);
  });

  it('goes off at the first one', () => {
    expect(alarm?.Properties).toMatchObject({
      AlarmName: 'signpost-us-east-1-brake',
      Namespace: transformation?.['MetricNamespace'],
      MetricName: transformation?.['MetricName'],
      Statistic: 'Sum',
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  it('is quiet where nothing is logged', () => {
    expect(alarm?.Properties).toMatchObject({ TreatMissingData: 'notBreaching' });
  });

  it('goes to the topics of the settings', () => {
    expect(alarm?.Properties['AlarmActions']).toEqual([TOPIC]);
  });

  it('goes nowhere without any', () => {
    const [quiet] = synthesise(FULL).main.all('AWS::CloudWatch::Alarm');
    expect(quiet?.Properties).not.toHaveProperty('AlarmActions');
  });

  it('is of its stack: another of another name counts for itself', () => {
    const [other] = synthesise({ ...FULL, name: 'second' }).main.all('AWS::CloudWatch::Alarm');
    expect(other?.Properties['MetricName']).not.toBe(alarm?.Properties['MetricName']);
  });
});
