import { expect, it } from 'vitest';
import { UnreadableMessage } from '../../../shared/errors.ts';
import type { Hint } from '../../../shared/events/hint.ts';
import { encodeHint } from '../../../shared/events/hint-message.ts';
import { parseMessage } from '../../../shared/events/parse-message.ts';
import { ALB, CLASSIC, REGION, TIME } from './samples.ts';

const CONTEXT = { region: REGION, tagPrefix: 'signpost' };
const CAUSE = { event: 'sweep', eventId: 'run-1', at: TIME };
const HINT = { kind: 'load-balancer', id: ALB, cause: CAUSE } as const;
const NAME = { kind: 'name', zoneId: 'Z1', host: 'web.example.com', cause: CAUSE } as const;

it.each<[string, Hint]>([
  ['a load balancer', HINT],
  ['a classic one', { ...HINT, id: CLASSIC }],
  [
    'all that a hint can carry',
    {
      ...HINT,
      cause: { ...CAUSE, principal: 'arn:aws:iam::123456789012:role/x', via: 'follow' },
      says: { exists: true, tags: { 'signpost/hostname': null, 'signpost/hostname.a': 'web.example.com' } },
      notBefore: 1_767_225_600_000,
      looks: 2,
    },
  ],
  ['a name', NAME],
])('comes back as it went: %s', (_, hint) => {
  expect(parseMessage(encodeHint(hint), CONTEXT)).toEqual([hint]);
});

it('does not mind what a later version adds', () => {
  const cause = { ...CAUSE, later: true };
  const message = { signpost: 1, hint: { ...HINT, cause, later: true }, trace: 'x' };
  expect(parseMessage(JSON.stringify(message), CONTEXT)).toEqual([HINT]);
});

const message = (hint: object, signpost: unknown = 1) => JSON.stringify({ signpost, hint });
const without = (hint: object, key: string) =>
  Object.fromEntries(Object.entries(hint).filter(([name]) => name !== key));

it.each([
  ['a version that there never was', message(HINT, 0), 'signpost'],
  ['a version that is no number', message(HINT, '2'), 'signpost'],
  ['no version', message(HINT, null), 'signpost'],
  ['no hint', '{"signpost":1}', 'hint'],
  ['a null hint', '{"signpost":1,"hint":null}', 'hint'],
  ['no kind', message(without(HINT, 'kind')), 'hint.kind'],
  ['another kind', message({ ...HINT, kind: 'zone' }), 'hint.kind'],
  ['a null kind', message({ ...HINT, kind: null }), 'hint.kind'],
  ['no id', message(without(HINT, 'id')), 'hint.id'],
  ['a null id', message({ ...HINT, id: null }), 'hint.id'],
  ['no id of ours', message({ ...HINT, id: 'web' }), 'hint.id'],
  ['an id of another Region', message({ ...HINT, id: CLASSIC.replace(REGION, 'eu-west-1') }), 'hint.id'],
  ['no cause', message(without(HINT, 'cause')), 'hint.cause'],
  ['a null cause', message({ ...HINT, cause: null }), 'hint.cause'],
  ['no event', message({ ...HINT, cause: without(CAUSE, 'event') }), 'hint.cause.event'],
  ['no event id', message({ ...HINT, cause: without(CAUSE, 'eventId') }), 'hint.cause.eventId'],
  ['no time', message({ ...HINT, cause: without(CAUSE, 'at') }), 'hint.cause.at'],
  ['a null principal', message({ ...HINT, cause: { ...CAUSE, principal: null } }), 'hint.cause.principal'],
  ['a null way it came', message({ ...HINT, cause: { ...CAUSE, via: null } }), 'hint.cause.via'],
  ['null says', message({ ...HINT, says: null }), 'hint.says'],
  ['null existence', message({ ...HINT, says: { exists: null } }), 'hint.says.exists'],
  ['null tags', message({ ...HINT, says: { tags: null } }), 'hint.says.tags'],
  [
    'a tag that is a number',
    message({ ...HINT, says: { tags: { 'signpost/ttl': 1 } } }),
    'hint.says.tags.signpost/ttl',
  ],
  ['null notBefore', message({ ...HINT, notBefore: null }), 'hint.notBefore'],
  ['null looks', message({ ...HINT, looks: null }), 'hint.looks'],
  ['looks below zero', message({ ...HINT, looks: -1 }), 'hint.looks'],
  ['no zone', message(without(NAME, 'zoneId')), 'hint.zoneId'],
  ['a null zone', message({ ...NAME, zoneId: null }), 'hint.zoneId'],
  ['no host', message(without(NAME, 'host')), 'hint.host'],
  ['an empty host', message({ ...NAME, host: '' }), 'hint.host'],
])('refuses %s', (_, body, field) => {
  try {
    parseMessage(body, CONTEXT);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableMessage);
    expect((error as UnreadableMessage).field).toBe(field);
  }
});
