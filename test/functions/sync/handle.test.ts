import { describe, expect, it } from 'vitest';
import { handle } from '../../../functions/sync/handle.ts';
import type { Message } from '../../../functions/sync/messages.ts';
import type { Ports } from '../../../functions/sync/ports.ts';
import { OutOfQuota } from '../../../shared/errors.ts';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import { createV2 } from '../../stage/actions.ts';
import { createStage } from '../../stage/stage.ts';

const CONTEXT = { region: 'us-east-1' };
const LOG = { warn: () => undefined };

it.each<[string, (zoneId: string) => Error, number | undefined]>([
  ['waits for tokens', () => new OutOfQuota(12), 12],
  ['waits for tokens of two accounts', (zone) => new OutOfQuota(zone === 'ZSUB' ? 30 : 12), 30],
  ['also fails otherwise', (zone) => (zone === 'ZSUB' ? new Error('denied') : new OutOfQuota(12)), undefined],
  [
    'first fails otherwise',
    (zone) => (zone === 'ZSUB' ? new OutOfQuota(12) : new Error('denied')),
    undefined,
  ],
])('a message that %s comes back in its own time', async (_, failure, retryAfter) => {
  const roleArn = 'arn:aws:iam::111111111111:role/signpost-records';
  const zones = [
    { id: 'ZPUBLIC', name: 'example.com', private: false },
    { id: 'ZSUB', name: 'sub.example.com', private: false, roleArn, externalId: 'stage' },
  ];
  const stage = createStage({ zones });
  const web = await createV2(stage, 'web', 'a.example.com');
  const other = await createV2(stage, 'other', 'b.sub.example.com');
  const ports: Ports = {
    ...stage.ports,
    bookTokens: async (zone, changes, ...rest) => {
      if (changes[0] !== 0) throw failure(zone.id);
      return stage.ports.bookTokens(zone, changes, ...rest);
    },
  };
  const returned: Message[] = [];
  const back = {
    later: async (messages: readonly unknown[]) => {
      returned.push(...(messages as Message[]));
    },
    deadLetter: async (_: unknown, reason: string) => {
      throw new Error(reason);
    },
  };
  const cause = { eventName: 'AddTags', eventTime: '2026-01-01T00:00:00Z', eventID: 'e' };
  const detail = {
    ...cause,
    apiVersion: '2015-12-01',
    requestParameters: { resourceArns: [web.arn, other.arn] },
  };
  const body = JSON.stringify({
    source: 'aws.elasticloadbalancing',
    'detail-type': 'AWS API Call via CloudTrail',
    id: 'i',
    time: cause.eventTime,
    region: 'us-east-1',
    detail,
  });
  const message = { messageId: 'm', receiptHandle: 'r', body, queuedAt: stage.clock.now(), receives: 1 };
  const failed = await handle(
    [message],
    ports,
    back,
    stage.run,
    { ...CONTEXT, settings: stage.settings },
    LOG,
  );
  expect(failed.map((each) => [each.messageId, each.retryAfter])).toEqual([['m', retryAfter]]);
  expect(returned).toEqual(failed);
});

describe('a message that fails for the hundredth time', () => {
  const give = async (receives: number, moves: 'is moved' | 'cannot be moved') => {
    const stage = createStage();
    const denied = new Error('not for you');
    const ports: Ports = { ...stage.ports, readLoadBalancerRows: () => Promise.reject(denied) };
    const letters: [string, string][] = [];
    const returned: string[] = [];
    const back = {
      later: async (messages: readonly { messageId: string }[]) => {
        returned.push(...messages.map(({ messageId }) => messageId));
      },
      deadLetter: async ({ body }: { body: string }, reason: string) => {
        if (moves === 'cannot be moved') throw new Error('SQS is away');
        letters.push([body, reason]);
      },
    };
    const cause = { event: 'sweep', eventId: 'e', at: '2026-01-01T00:00:00Z' };
    const body = encodeHint({ kind: 'load-balancer', id: 'classic/us-east-1/web', cause });
    const message = { messageId: 'm', receiptHandle: 'r', body, queuedAt: 0, receives };
    const context = { ...CONTEXT, settings: stage.settings };
    const failed = await handle([message], ports, back, stage.run, context, LOG);
    return { body, letters, returned, failed: failed.map(({ messageId }) => messageId) };
  };

  it('becomes a dead letter, with why it failed', async () => {
    const { body, letters, returned, failed } = await give(100, 'is moved');
    const reason = 'Failed 100 times, last: classic/us-east-1/web: not for you';
    expect(letters).toEqual([[body, reason]]);
    expect([returned, failed]).toEqual([[], []]);
  });

  it.each<[string, number, 'is moved' | 'cannot be moved']>([
    ['if it cannot be moved', 100, 'cannot be moved'],
    ['before that', 99, 'is moved'],
  ])('comes back %s', async (_, receives, moves) => {
    expect(await give(receives, moves)).toMatchObject({ letters: [], returned: ['m'], failed: ['m'] });
  });
});
