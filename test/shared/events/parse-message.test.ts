import { describe, expect, it } from 'vitest';
import { UnreadableMessage } from '../../../shared/errors.ts';
import type { Hint, LoadBalancerHint } from '../../../shared/events/hint.ts';
import { parseMessage } from '../../../shared/events/parse-message.ts';
import { changed, pathsOf } from './paths.ts';
import { ALB, ENVELOPE_ID, EVENT_ID, NLB, PRINCIPAL, REGION, SAMPLES, TIME } from './samples.ts';

const CONTEXT = { region: REGION, tagPrefix: 'signpost' };
const parse = (message: unknown) => parseMessage(JSON.stringify(message), CONTEXT);

const sample = (name: string) => SAMPLES.find((each) => each.name === name)!.event;

function unreadable(message: unknown): UnreadableMessage {
  try {
    parse(message);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableMessage);
    return error as UnreadableMessage;
  }
  throw new Error('It was read');
}

// The tests of the rules hold their patterns to `delivered`.
it.each(SAMPLES)('hints if and only if the rules let it by: $name', ({ event, delivered }) => {
  expect(parse(event).length > 0).toBe(delivered);
});

describe.each(SAMPLES)('$name', ({ event, hints, needs }) => {
  it('gives its hints', () => {
    expect(parse(event).map(({ cause: _, ...hint }) => hint)).toEqual(hints);
  });

  it('has what it needs', () => {
    expect(pathsOf(event)).toEqual(expect.arrayContaining([...needs]));
  });

  const cases = pathsOf(event).flatMap((path) => [
    { path, how: 'absent', to: undefined },
    { path, how: 'null', to: null },
  ]);

  it.each(cases.filter(({ path }) => needs.includes(path)))(
    'is unreadable with $path $how',
    ({ path, to }) => {
      const error = unreadable(changed(event, path, to));
      expect(error.field.split(' and ')).toContain(path);
      expect(error.message).toContain(error.field);
    },
  );

  it.each(cases.filter(({ path }) => !needs.includes(path)))(
    'says the same or less with $path $how',
    ({ path, to }) => {
      const read = parse(changed(event, path, to));
      expect(read.map(idOf)).toEqual(hints.map(({ id }) => id));
      for (const [index, hint] of read.entries()) {
        const { says } = hint as LoadBalancerHint;
        const full = hints[index]!.says;
        if (says?.exists !== undefined) expect(says.exists).toBe(full?.exists);
        for (const [key, value] of Object.entries(says?.tags ?? {})) {
          // All tags of a resource are in the event of `aws.tag`: a changed key that is missing there was removed.
          expect(path === `detail.tags.${key}` ? value : full?.tags?.[key]).toBe(value);
        }
      }
    },
  );
});

function idOf(hint: Hint): string {
  return hint.kind === 'load-balancer' ? hint.id : hint.host;
}

describe('what the fields leave out is told', () => {
  const tagChange = sample('aws.tag, a tag set and one removed');
  it.each([
    ['detail.tags', undefined],
    ['detail.changed-tag-keys', { tags: { 'signpost/hostname': 'web.example.com' } }],
    ['detail.tags.signpost/hostname', { tags: { 'signpost/hostname': null, 'signpost/ttl': null } }],
  ])('%s', (path, says) => {
    expect(parse(changed(tagChange, path, undefined))).toMatchObject([{ id: ALB }]);
    expect((parse(changed(tagChange, path, undefined))[0] as LoadBalancerHint).says).toEqual(says);
  });
});

describe('the cause', () => {
  it('is CloudTrail’s', () => {
    const cause = { event: 'AddTags', eventId: EVENT_ID, at: TIME, principal: PRINCIPAL };
    expect(parse(sample('v2 AddTags'))[0]!.cause).toEqual(cause);
  });

  it('is the same when the event is replayed, and tells by which replay it came', () => {
    const replayed = changed(sample('a replayed v2 AddTags'), 'id', 'another');
    const first = parse(sample('v2 AddTags'));
    const told = first.map((hint) => ({
      ...hint,
      cause: { ...hint.cause, via: 'replay', replay: 'monday' },
    }));
    expect(parse(replayed)).toEqual(told);
  });

  it.each([
    ['detail.eventID', { event: 'AddTags', eventId: ENVELOPE_ID, at: TIME, principal: PRINCIPAL }],
    ['detail.userIdentity', { event: 'AddTags', eventId: EVENT_ID, at: TIME }],
  ])('does without %s', (path, cause) => {
    for (const to of [undefined, null]) {
      expect(parse(changed(sample('v2 AddTags'), path, to))[0]!.cause).toEqual(cause);
    }
  });

  it.each([
    ['a role', { type: 'AssumedRole', arn: PRINCIPAL, principalId: 'AROAEXAMPLE:session' }, PRINCIPAL],
    [
      'a role that a service uses',
      { type: 'AssumedRole', arn: PRINCIPAL, principalId: 'AROAEXAMPLE:x', invokedBy: 'eks.amazonaws.com' },
      PRINCIPAL,
    ],
    ['a service by itself', { type: 'AWSService', invokedBy: 'eks.amazonaws.com' }, 'eks.amazonaws.com'],
    [
      'somebody of another account',
      { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '999999999999' },
      'AIDAEXAMPLE',
    ],
    ['a record that is no text', { type: 'Unknown', arn: 7, principalId: {} }, undefined],
  ])('names who called: %s', (_, userIdentity, principal) => {
    for (const name of ['v2 AddTags', 'classic AddTags'])
      expect(parse(changed(sample(name), 'detail.userIdentity', userIdentity))[0]!.cause.principal).toBe(
        principal,
      );
  });

  it('is the tag change', () => {
    const cause = { event: 'Tag Change on Resource', eventId: ENVELOPE_ID, at: TIME };
    expect(parse(sample('aws.tag, the last tag removed'))[0]!.cause).toEqual(cause);
  });
});

describe('a failed call', () => {
  it.each([['detail.errorCode'], ['detail.errorMessage']])('is told without %s', (field) => {
    const failed = sample('a failed v2 DeleteLoadBalancer');
    expect(parse(changed(failed, field, undefined))).toEqual([]);
  });
});

it('takes an error that is null for none', () => {
  const event = sample('v2 DeleteLoadBalancer');
  const detail = { ...(event['detail'] as object), errorCode: null, errorMessage: null };
  expect(parse({ ...event, detail })).toEqual(parse(event));
  expect(parse(event)).toHaveLength(1);
});

describe('is unreadable, saying why', () => {
  const spoil = (name: string, path: string, to: unknown) => changed(sample(name), path, to);

  it.each<[string, unknown, string, string]>([
    ['no object', 'hello', 'the body', '"hello"'],
    ['null', null, 'the body', 'absent'],
    ['a list', [], 'the body', '[]'],
    ['no event', {}, 'source', 'absent'],
    ['a source of others', spoil('v2 AddTags', 'source', 'aws.ec2'), 'source and detail-type', 'aws.ec2'],
    ['another type', spoil('v2 AddTags', 'detail-type', 'x'), 'source and detail-type', '"x"'],
    ['another Region', spoil('v2 AddTags', 'region', 'eu-west-1'), 'region', '"eu-west-1"'],
    ['another API', spoil('v2 AddTags', 'detail.apiVersion', '2026-01-01'), 'detail.apiVersion', '2026'],
    ['a number', spoil('v2 AddTags', 'detail.apiVersion', 2), 'detail.apiVersion', '2'],
    ['another call', spoil('v2 AddTags', 'detail.eventName', 'SetWebACL'), 'detail.eventName', 'SetWebACL'],
    ['a word of JavaScript', spoil('v2 AddTags', 'detail.eventName', 'toString'), 'detail.eventName', 'toS'],
    [
      'the other API’s version',
      spoil('v2 DeleteLoadBalancer', 'detail.apiVersion', '2012-06-01'),
      'detail.requestParameters.loadBalancerName',
      'absent',
    ],
    [
      'a call of the other API',
      spoil('v2 SetSubnets', 'detail.apiVersion', '2012-06-01'),
      'detail.eventName',
      'SetSubnets',
    ],
    [
      'a load balancer of another Region',
      spoil('v2 AddTags', 'detail.requestParameters.resourceArns', [NLB.replace(REGION, 'eu-west-1')]),
      'detail.requestParameters.resourceArns',
      'eu-west-1',
    ],
    [
      'no ARN',
      spoil('v2 AddTags', 'detail.requestParameters.resourceArns', [ALB, 'web']),
      'detail.requestParameters.resourceArns',
      'web',
    ],
    [
      'no ARNs',
      spoil('v2 AddTags', 'detail.requestParameters.resourceArns', []),
      'detail.requestParameters.resourceArns',
      '[]',
    ],
    [
      'a kind of load balancer that nobody knows',
      spoil('aws.tag, the last tag removed', 'resources', [NLB.replace('/net/', '/new/')]),
      'resources',
      '/new/',
    ],
    ['no resource', spoil('aws.tag, the last tag removed', 'resources', []), 'resources', '[]'],
    [
      'a name that is none',
      spoil('classic DeleteLoadBalancer', 'detail.requestParameters.loadBalancerName', 'a/b'),
      'detail.requestParameters.loadBalancerName',
      'a/b',
    ],
  ])('%s', (_, message, field, got) => {
    const error = unreadable(message);
    expect(error.field).toBe(field);
    expect(error.message).toContain(got);
    expect(error.message).toContain('expected');
  });

  it('no JSON, with the cause', () => {
    try {
      parseMessage('{', CONTEXT);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableMessage);
      expect((error as Error).message).toContain('JSON');
      expect((error as Error).cause).toBeInstanceOf(SyntaxError);
    }
  });

  it('a long body, cut', () => {
    expect(unreadable('x'.repeat(10_000)).message.length).toBeLessThan(500);
  });
});

it('reads each load balancer of a doubled list once', () => {
  const event = changed(sample('v2 AddTags'), 'detail.requestParameters.resourceArns', [ALB, ALB]);
  expect(parse(event)).toHaveLength(1);
});

it('goes by the tag prefix of its settings', () => {
  const [hint] = parseMessage(JSON.stringify(sample('v2 AddTags')), { region: REGION, tagPrefix: 'other' });
  expect(hint).not.toHaveProperty('says');
});
