import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../functions/operate/command.ts';

const FREEZE = { command: 'freeze', scope: 'stack', reason: 'migration', minutes: 60 };
const APPROVE = { command: 'approve', zone: 'Z1', kind: 'removals', names: 30, reason: 'the shop moves' };

describe('a payload that asks for something', () => {
  it.each<[string, object]>([
    ['a look at a load balancer', { command: 'sync', loadBalancer: 'classic/us-east-1/web' }],
    ['a name', { command: 'sync', name: 'a.example.com' }],
    ['a name in one zone', { command: 'sync', name: 'a.example.com', zone: 'Z1' }],
    ['everything', { command: 'sync', all: true, by: 'ann' }],
    ['a freeze of the stack', FREEZE],
    ['of a zone, for a week', { ...FREEZE, scope: { zone: 'Z1' }, minutes: 10_080 }],
    ['of a name, for a minute', { ...FREEZE, scope: { zone: 'Z1', name: 'a.example.com' }, minutes: 1 }],
    ['its end', { command: 'unfreeze', scope: 'stack' }],
    ['a new budget', APPROVE],
    [
      'events of a time again',
      { command: 'replay', from: '2026-01-01T00:00:00Z', to: '2026-01-01T06:00:00+02:00' },
    ],
    ['how far a replay is', { command: 'replay', name: 'r' }],
    ['its end', { command: 'replay', name: 'r', cancel: true, by: 'ann' }],
    ['messages of a queue back', { command: 'redrive', queue: 'undelivered', look: true, most: 5 }],
    ['what sync would do', { command: 'plan' }],
    ['and the rest of it', { command: 'plan', after: 'classic/us-east-1/web', by: 'ann' }],
    ['how things are', { command: 'status' }],
    ['how a name is', { command: 'status', name: 'a.example.com' }],
  ])('%s', (_, payload) => {
    expect(parseCommand(payload)).toEqual(payload);
  });
});

describe('a payload that does not', () => {
  const SCOPE = 'expected "stack", {"zone": "Z…"}, or {"zone": "Z…", "name": "shop.example.com"}';
  const SUBJECT =
    'expected one of "loadBalancer", "name" (with "zone", if only one is meant) and "all": true';

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'payload: got nothing, expected one of "sync", "freeze"'],
    ['text', 'status', 'payload: got "status", expected one of "sync", "freeze"'],
    [
      'no command',
      {},
      'payload.command: got nothing, expected one of "sync", "freeze", "unfreeze", "approve", "plan", "replay", "redrive" and "status"',
    ],
    ['another command', { command: 'thaw' }, 'payload.command: got "thaw", expected one of'],
    ['sync of nothing', { command: 'sync' }, `payload: got {"command":"sync"}, ${SUBJECT}`],
    ['sync of two things', { command: 'sync', name: 'a.example.com', all: true }, SUBJECT],
    ['sync of a zone', { command: 'sync', zone: 'Z1', all: true }, 'expected "zone" beside "name" only'],
    ['sync of not all', { command: 'sync', all: false }, 'payload.all: got false, expected true'],
    ['a key that is none', { ...FREEZE, minute: 5 }, 'payload.minute: got 5, expected no such key'],
    [
      'a thousand keys that are none',
      { ...FREEZE, ...Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`key${at}`, at])) },
      'payload.key9: got 9, expected no such key; and 990 more. Nothing was done',
    ],
    [
      'what is nested too deep to be told',
      { command: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) },
      'payload.command: got something nested too deep to be told, expected one of',
    ],
    [
      'a freeze without a reason',
      { ...FREEZE, reason: ' ' },
      'payload.reason: got " ", expected why, in words',
    ],
    ['one too long to read', { ...FREEZE, reason: 'x'.repeat(201) }, 'of 200 characters or fewer'],
    [
      'a freeze of no time',
      { ...FREEZE, minutes: 0 },
      'payload.minutes: got 0, expected a whole number of minutes, 1 to 10080 (a week)',
    ],
    ['of more than a week', { ...FREEZE, minutes: 10_081 }, 'payload.minutes: got 10081'],
    ['of half a minute', { ...FREEZE, minutes: 0.5 }, 'payload.minutes: got 0.5'],
    ['of minutes in words', { ...FREEZE, minutes: '60' }, 'payload.minutes: got "60"'],
    ['of nothing', { ...FREEZE, scope: undefined }, `payload.scope: got nothing, ${SCOPE}`],
    ['of something else', { ...FREEZE, scope: 'zone' }, `payload.scope: got "zone", ${SCOPE}`],
    ['of a name in no zone', { ...FREEZE, scope: { name: 'a.example.com' } }, SCOPE],
    [
      'a budget of nothing',
      { ...APPROVE, names: 0 },
      'payload.names: got 0, expected how many names, 1 to 10000',
    ],
    [
      'of another kind',
      { ...APPROVE, kind: 'all' },
      'payload.kind: got "all", expected "removals" or "retargets"',
    ],
    ['without a reason', { ...APPROVE, reason: undefined }, 'payload.reason: got nothing'],
  ])('%s', (_, payload, words) => {
    expect(() => parseCommand(payload)).toThrow(words);
    expect(() => parseCommand(payload)).toThrow('Nothing was done: correct the payload and invoke again.');
  });

  it('is told all that is wrong with it at once, under a name that the CLI shows', () => {
    const wrong = { command: 'freeze', scope: 'stack', minutes: -1 };
    expect(() => parseCommand(wrong)).toThrow(expect.objectContaining({ name: 'BadCommand' }));
    expect(() => parseCommand(wrong)).toThrow(/payload\.reason: .*; payload\.minutes: got -1/);
  });
});
