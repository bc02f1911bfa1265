import { describe, expect, it } from 'vitest';
import { eitherOf, loadBalancerCalls, stackChanged, tagChanges } from '../../infra/event-patterns.ts';
import { SAMPLES } from '../shared/events/samples.ts';
import { matchesPattern } from './matches-pattern.ts';

const PATTERNS = { loadBalancerCalls, tagChanges };

describe('event patterns', () => {
  it.each(SAMPLES)('$name: delivered $delivered', ({ event, delivered }) => {
    expect(Object.values(PATTERNS).some((pattern) => matchesPattern(pattern, event))).toBe(delivered);
  });

  it.each(SAMPLES)('$name: archived $delivered', ({ event, delivered }) => {
    expect(matchesPattern(eitherOf(loadBalancerCalls, tagChanges), event)).toBe(delivered);
  });

  it.each(SAMPLES)('$name: by one rule at most', ({ event }) => {
    expect(Object.values(PATTERNS).filter((pattern) => matchesPattern(pattern, event)).length).toBeLessThan(
      2,
    );
  });

  it.each(Object.entries({ ...PATTERNS, archive: eitherOf(loadBalancerCalls, tagChanges) }))(
    '%s fits EventBridge',
    (_, pattern) => expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(4096),
  );
});

describe('matching an array', () => {
  const tagging = (resourceArns: readonly string[]) => ({
    source: 'aws.elasticloadbalancing',
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {
      eventSource: 'elasticloadbalancing.amazonaws.com',
      eventName: 'AddTags',
      requestParameters: { resourceArns },
    },
  });
  const arn = (rest: string) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:${rest}`;

  it.each([
    ['a target group beside a load balancer', [arn('targetgroup/a/1'), arn('loadbalancer/app/a/1')], true],
    ['target groups', [arn('targetgroup/a/1'), arn('targetgroup/b/1')], false],
    ['a listener of an application load balancer', [arn('listener/app/a/1/2')], false],
    ['nothing', [], false],
  ])('%s', (_, arns, delivered) => {
    expect(matchesPattern(loadBalancerCalls, tagging(arns))).toBe(delivered);
  });
});

describe('the end of a deploy', () => {
  const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/signpost';
  const pattern = stackChanged(`${STACK}/6a7e8feb`, STACK);
  const event = (stackId: string, status: string) => ({
    source: 'aws.cloudformation',
    'detail-type': 'CloudFormation Stack Status Change',
    detail: {
      'stack-id': stackId,
      'status-details': { status, 'status-reason': '' },
      'client-request-token': '',
    },
  });

  it.each([
    ['the first deploy', STACK, 'CREATE_COMPLETE', true],
    ['a change', `${STACK}/6a7e8feb`, 'UPDATE_COMPLETE', true],
    ['a change taken back', `${STACK}/6a7e8feb`, 'UPDATE_ROLLBACK_COMPLETE', true],
    ['a change on its way', `${STACK}/6a7e8feb`, 'UPDATE_IN_PROGRESS', false],
    ['a deleted stack', `${STACK}/6a7e8feb`, 'DELETE_COMPLETE', false],
    ['another stack', `${STACK}-state/6a7e8feb`, 'UPDATE_COMPLETE', false],
  ])('%s', (_, stackId, status, delivered) => {
    expect(matchesPattern(pattern, event(stackId, status))).toBe(delivered);
  });
});
