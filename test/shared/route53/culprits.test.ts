import type { Change, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import { ChangeResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import { culprits, wordsAbout } from '../../../shared/route53/culprits.ts';
import { worldClient } from '../../world/client.ts';
import { createRoute53 } from '../../world/route53/world.ts';

const CALLER = { account: '000000000000', region: 'us-east-1' };
const A = (name: string, value = '192.0.2.1'): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: value }],
});
const CNAME = (name: string): ResourceRecordSet => ({
  Name: name,
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value: 'x.example.net' }],
});
const ALIAS = (name: string, target: string): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  AliasTarget: { DNSName: target, HostedZoneId: 'Z35SXDOTRQ7X7K', EvaluateTargetHealth: true },
});
const create = (set: ResourceRecordSet): Change => ({ Action: 'CREATE', ResourceRecordSet: set });
const remove = (set: ResourceRecordSet): Change => ({ Action: 'DELETE', ResourceRecordSet: set });

/** What the zone says to these changes, after those before. */
async function messageOf(before: readonly ResourceRecordSet[], changes: readonly Change[]): Promise<string> {
  const route53 = createRoute53({ clock: () => 0 });
  route53.createZone({ id: 'Z1', name: 'example.com', private: false });
  const client = worldClient<Route53Client>(route53.operations, CALLER);
  const send = (Changes: Change[]) =>
    client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: 'Z1', ChangeBatch: { Changes } }));
  if (before.length > 0) await send(before.map(create));
  return send([...changes]).then(
    () => 'was not refused',
    (error: Error) => error.message,
  );
}

const batchOf = (hosts: readonly string[]): NameChanges[] =>
  hosts.map((host) => ({ key: `Z1#${host}`, host, deletes: [], creates: [] }));

const HOSTS = [
  'example.com',
  'a.example.com',
  'b.a.example.com',
  '*.example.com',
  '*.a.example.com',
  'z.example.com',
];

describe('the names that a refusal blames', () => {
  it.each<[string, ResourceRecordSet[], Change[], string[]]>([
    ['exists', [A('a.example.com')], [create(A('a.example.com'))], ['a.example.com']],
    ['exists, a wildcard', [A('*.example.com')], [create(A('*.example.com'))], ['*.example.com']],
    ['exists, at the apex', [A('example.com')], [create(A('example.com'))], ['example.com']],
    ['not found', [], [remove(A('a.example.com'))], ['a.example.com']],
    ['another value', [A('a.example.com', '192.0.2.9')], [remove(A('a.example.com'))], ['a.example.com']],
    [
      'two of them',
      [A('a.example.com')],
      [create(A('a.example.com')), remove(A('*.a.example.com')), create(A('z.example.com'))],
      ['a.example.com', '*.a.example.com'],
    ],
    ['beside a CNAME', [CNAME('a.example.com')], [create(A('a.example.com'))], ['a.example.com']],
    ['a CNAME beside it', [A('*.example.com')], [create(CNAME('*.example.com'))], ['*.example.com']],
    ['a CNAME at the apex', [], [create(CNAME('example.com'))], ['example.com']],
    // Nobody is named who is in the batch: halves find out.
    ['a wrong alias target', [], [create(ALIAS('a.example.com', 'x.example.net'))], []],
    ['a name outside the zone', [], [create(A('a.example.org'))], []],
  ])('%s', async (_, before, changes, blamed) => {
    const message = await messageOf(before, changes);
    expect(message).not.toBe('was not refused');
    expect(culprits(message, batchOf(HOSTS)).map(({ host }) => host)).toEqual(blamed);
  });

  it('a name within another is not blamed for it', async () => {
    const message = await messageOf([A('b.a.example.com')], [create(A('b.a.example.com'))]);
    expect(culprits(message, batchOf(['a.example.com', 'example.com']))).toEqual([]);
  });
});

describe('the words about one name', () => {
  it('are its own part of a message about several', async () => {
    const message = await messageOf(
      [A('a.example.com'), CNAME('*.example.com')],
      [create(A('a.example.com')), create(A('*.example.com'))],
    );
    expect(wordsAbout('a.example.com', message)).toBe(
      "Tried to create resource record set [name='a.example.com.', type='A'] but it already exists",
    );
    expect(wordsAbout('*.example.com', message)).toContain("'*.example.com.'".slice(1, -1));
    expect(wordsAbout('*.example.com', message)).not.toContain(' a.example.com');
  });

  it.each([
    ['a message that names nobody', 'Number of records limit of 1000 exceeded.'],
    [
      'a message about somebody else',
      "[Tried to delete resource record set [name='z.example.com.', type='A'] but it was not found]",
    ],
  ])('are all of %s', (_, message) => {
    expect(wordsAbout('a.example.com', message)).toBe(message.replace(/^\[|\]$/g, ''));
  });

  it('are cut where they are very long: a ledger row holds them', () => {
    expect(wordsAbout('a.example.com', 'x'.repeat(10_000))).toHaveLength(501);
  });
});
