import { describe, expect, it } from 'vitest';
import { arn, synthesise, text } from './synthesise.ts';

const { main } = synthesise();
const queue = (what: string) => main.one('AWS::SQS::Queue', 'QueueName', `signpost-us-east-1-${what}`);
const QUEUES = ['hints', 'hints-dlq', 'surveys-asked', 'surveys-asked-dlq', 'undelivered'];
const mapping = (what: string) =>
  main
    .all('AWS::Lambda::EventSourceMapping')
    .find(({ Properties }) => text(Properties['EventSourceArn']) === arn(queue(what)))!;
const lambda = (what: string) =>
  main.one('AWS::Lambda::Function', 'FunctionName', `signpost-us-east-1-${what}`);

describe('queues', () => {
  it('are these', () => {
    const names = main.all('AWS::SQS::Queue').map(({ Properties }) => text(Properties['QueueName']));
    expect(names.toSorted()).toEqual(QUEUES.map((what) => `signpost-us-east-1-${what}`).toSorted());
  });

  it.each(QUEUES)('%s is encrypted', (what) => {
    expect(queue(what).Properties).toMatchObject({ SqsManagedSseEnabled: true });
  });

  it.each(QUEUES)('%s keeps messages for 14 days', (what) => {
    expect(queue(what).Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  it.each(QUEUES)('%s takes TLS only', (what) => {
    expect(policyOf(what)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it.each(QUEUES)('%s lets nobody send but rules of this stack', (what) => {
    const allowed = policyOf(what).filter(({ Effect }) => Effect === 'Allow');
    const rules = new Set(main.all('AWS::Events::Rule').map(arn));
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
      expect(rules).toContain(text(Condition?.ArnEquals?.['aws:SourceArn']));
    }
  });

  it('have policies of at most 20 statements with the most clusters that the settings take', () => {
    const clusters = Array.from({ length: 50 }, (_, index) => ({ name: `c${index}` }));
    const { main: many } = synthesise({
      policy: 'plan',
      zones: [{ id: 'Z1', name: 'a.com', allow: [{ names: ['*'] }] }],
      clusters,
    });
    const sizes = many.all('AWS::SQS::QueuePolicy').map(({ Properties }) => statements(Properties).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  });
});

describe.each([
  { what: 'hints', by: 'sync', batch: 1000, concurrency: 4, receives: 120 },
  { what: 'surveys-asked', by: 'survey', batch: 100, concurrency: 10, receives: 40 },
])('$what', ({ what, by, batch, concurrency, receives }) => {
  it('has a dead-letter queue of its own', () => {
    const redrive = queue(what).Properties['RedrivePolicy'] as Record<string, unknown>;
    expect(text(redrive['deadLetterTargetArn'])).toBe(arn(queue(`${what}-dlq`)));
    expect(redrive['maxReceiveCount']).toBe(receives);
  });

  it('is worked off by the function, each message failing by itself', () => {
    expect(text(mapping(what).Properties['FunctionName'])).toBe(`<${lambda(by).id}>`);
    expect(mapping(what).Properties).toMatchObject({
      BatchSize: batch,
      ScalingConfig: { MaximumConcurrency: concurrency },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('hides a message for six timeouts and the window', () => {
    const timeout = Number(lambda(by).Properties['Timeout']);
    const window = Number(mapping(what).Properties['MaximumBatchingWindowInSeconds']);
    expect(window).toBeGreaterThanOrEqual(1);
    expect(queue(what).Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * timeout + window);
  });
});

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition?: { readonly ArnEquals?: Record<string, unknown> };
}

function statements(properties: Readonly<Record<string, unknown>>): readonly Statement[] {
  return (properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

function policyOf(what: string): readonly Statement[] {
  const policy = main
    .all('AWS::SQS::QueuePolicy')
    .find(({ Properties }) => text((Properties['Queues'] as unknown[])[0]) === `<${queue(what).id}>`);
  return statements(policy!.Properties);
}
