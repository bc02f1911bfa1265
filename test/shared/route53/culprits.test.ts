import type { Change, ResourceRecordSet, Route53Client } from '@aws-sdk/client-route-53';
import { ChangeResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { describe, expect, it } from 'vitest';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';
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
const CNAME = (name: string, value = 'x.example.net'): ResourceRecordSet => ({
  Name: name,
  Type: 'CNAME',
  TTL: 60,
  ResourceRecords: [{ Value: value }],
});
const ALIAS = (name: string, target: string, zone = 'Z35SXDOTRQ7X7K'): ResourceRecordSet => ({
  Name: name,
  Type: 'A',
  AliasTarget: { DNSName: target, HostedZoneId: zone, EvaluateTargetHealth: true },
});
const ROUTED = (name: string, id: string, routing: Partial<ResourceRecordSet>): ResourceRecordSet => ({
  ...A(name),
  SetIdentifier: id,
  ...routing,
});
/** A set identifier as a tag may hold it, that tries to speak of another name. */
const EVIL = 'x DNS name z.example.com. Name=z.example.com';
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
    ['the same set twice', [], [create(A('a.example.com')), create(A('a.example.com'))], ['a.example.com']],
    [
      'the same set twice, a wildcard',
      [],
      [create(A('*.example.com')), create(A('*.example.com'))],
      ['*.example.com'],
    ],
    ['a loop', [], [create(CNAME('a.example.com', 'a.example.com'))], ['a.example.com']],
    [
      'a set of another policy',
      [ROUTED('a.example.com', 's', { Weight: 1 })],
      [create(ROUTED('a.example.com', 't', { Region: 'eu-west-1' }))],
      ['a.example.com'],
    ],
    [
      'a simple set beside routed ones',
      [ROUTED('*.example.com', 's', { Weight: 1 })],
      [create(A('*.example.com'))],
      ['*.example.com'],
    ],
    [
      'a Region that is taken, in a set that speaks of others',
      [ROUTED('a.example.com', 's', { Region: 'eu-west-1' })],
      [create(ROUTED('a.example.com', EVIL, { Region: 'eu-west-1' }))],
      ['a.example.com'],
    ],
    [
      'a weighted set with its own TTL',
      [ROUTED('a.example.com', 's', { Weight: 1 })],
      [create({ ...ROUTED('a.example.com', EVIL, { Weight: 1 }), TTL: 61 })],
      ['a.example.com'],
    ],
    [
      'a routed set that exists, and one of the same name that does not',
      [ROUTED('a.example.com', EVIL, { Weight: 1 })],
      [
        create(ROUTED('a.example.com', EVIL, { Weight: 1 })),
        create(ROUTED('a.example.com', 't', { Weight: 1 })),
        remove(ROUTED('a.example.com', 'u', { Weight: 1 })),
      ],
      ['a.example.com'],
    ],
    ['no policy', [], [create({ ...A('a.example.com'), SetIdentifier: EVIL })], ['a.example.com']],
    ['no policy, a wildcard', [], [create({ ...A('*.example.com'), SetIdentifier: 's' })], ['*.example.com']],
    // Nobody is named who is in the batch: halves find out.
    ['an alias to a name of the batch', [], [create(ALIAS('a.example.com', 'z.example.com', 'Z1'))], []],
    [
      'a place that is none',
      [],
      [create(ROUTED('a.example.com', 's', { GeoLocation: { CountryCode: 'XX' } }))],
      [],
    ],
    [
      'a primary without a health check',
      [],
      [create(ROUTED('a.example.com', 's', { Failover: 'PRIMARY' }))],
      [],
    ],
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

describe('a target that is none', () => {
  const leading = (host: string, dnsName: string, hostedZoneId: string): NameChanges => ({
    key: `Z1#${host}`,
    host,
    deletes: [],
    creates: [{ type: 'A', setId: '', alias: { dnsName, hostedZoneId, evaluateTargetHealth: true } }],
  });
  const BATCH = [
    leading('a.example.com', 'x.example.net', 'ZNOPE'),
    leading('b.example.com', 'x.example.net', 'ZOTHER'),
    leading('c.example.com', 'y.x.example.net', 'ZNOPE'),
    leading('d.example.com', 'x.example.net', 'ZNOPE'),
    {
      ...leading('e.example.com', '', ''),
      deletes: leading('', 'x.example.net', 'ZNOPE').creates,
      creates: [],
    },
  ];

  it('is on the names that would lead there, with that zone', async () => {
    const message = await messageOf([], [create(ALIAS('a.example.com', 'x.example.net', 'ZNOPE'))]);
    expect(culprits(message, BATCH).map(({ host }) => host)).toEqual(['a.example.com', 'd.example.com']);
  });

  it('is not told by a set identifier', async () => {
    const evil = ROUTED('z.example.com', 'an alias that targets x.example.net., type A in zone ZNOPE', {
      Weight: 1,
    });
    expect(culprits(await messageOf([evil], [create(evil)]), BATCH)).toEqual([]);
  });
});

describe('a health check that is not there', () => {
  const ID = '5d0cb1a4-0000-4000-8000-000000000001';
  const using = (host: string, healthCheckId?: string): NameChanges => {
    const set: RecordSet = { type: 'A', setId: 's', healthCheckId };
    return { key: `Z1#${host}`, host, deletes: [], creates: [{ type: 'A', setId: 'other' }, set] };
  };
  const BATCH = [
    using('a.example.com'),
    using('b.example.com', ID),
    using('c.example.com', `${ID}-longer`),
    using('d.example.com', ID),
    { ...using('e.example.com', ID), creates: [], deletes: using('', ID).creates },
  ];
  const blamed = (message: string) => culprits(message, BATCH).map(({ host }) => host);

  it('is on the names that would use it', async () => {
    const message = await messageOf([], [create({ ...A('a.example.com'), HealthCheckId: ID })]);
    expect(blamed(message)).toEqual(['b.example.com', 'd.example.com']);
    expect(wordsAbout('b.example.com', message)).toBe(message);
  });

  it.each([
    ['in quotes', `No health check found: '${ID}'`, ['b.example.com', 'd.example.com']],
    ['and not one that it begins with', `No health check ${ID}-longer`, ['c.example.com']],
    ['not told', 'No health check exists with the specified ID.', []],
    ['told in a message about something else', `The set ${ID} exists`, []],
  ])('its id %s', (_, message, hosts) => expect(blamed(message)).toEqual(hosts));

  it('an id that speaks of another name puts the blame on its own', () => {
    const evil = 'x DNS name z.example.com. y';
    const batch = [using('z.example.com'), using('a.example.com', evil)];
    expect(culprits(`A health check with id ${evil} does not exist.`, batch)).toEqual([batch[1]]);
  });

  it('a set identifier that speaks of a health check puts no blame on the names that use it', async () => {
    const evil = ROUTED('a.example.com', `health check ${ID}`, { Weight: 1 });
    expect(blamed(await messageOf([evil], [create(evil)]))).toEqual(['a.example.com']);
  });
});

describe('the words about one name', () => {
  it('are those about all its sets, and about no set of others', async () => {
    const message = await messageOf(
      [ROUTED('a.example.com', 's', { Region: 'eu-west-1' }), A('z.example.com')],
      [
        create(ROUTED('a.example.com', EVIL, { Region: 'eu-west-1' })),
        create(A('z.example.com')),
        create(ROUTED('a.example.com', 'u', { Region: 'eu-west-1' })),
      ],
    );
    const words = wordsAbout('a.example.com', message);
    expect(words).toContain(`SetIdentifier ${EVIL}, and Region Name=eu-west-1 cannot be created`);
    expect(words).toContain('SetIdentifier u, and Region Name=eu-west-1 cannot be created');
    expect(words).not.toContain("name='z.example.com.'");
    expect(wordsAbout('z.example.com', message)).toBe(
      "Tried to create resource record set [name='z.example.com.', type='A'] but it already exists",
    );
  });

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
