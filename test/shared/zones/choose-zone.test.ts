import { describe, expect, it } from 'vitest';
import type { Hostname } from '../../../shared/names/hostname.ts';
import type { RecordSettings } from '../../../shared/names/record-settings.ts';
import { chooseZones } from '../../../shared/zones/choose-zone.ts';
import type { Zone } from '../../../shared/zones/zone.ts';

const zone = (id: string, name: string, isPrivate = false): Zone => ({ id, name, private: isPrivate });
const ZONES = [
  zone('ZCOM', 'example.com'),
  zone('ZSUB', 'sub.example.com'),
  zone('ZORG', 'example.org'),
  zone('ZINT', 'example.com', true),
];

const choose = (
  host: string,
  scheme: 'internet-facing' | 'internal',
  zones: readonly Zone[] = ZONES,
  wish: Pick<RecordSettings, 'access' | 'zoneId'> = {},
) => {
  const chosen = chooseZones(host as Hostname, scheme, wish, zones);
  return { ...chosen, zones: chosen.zones.map(({ id }) => id) };
};

it.each([
  ['web.example.com', 'internet-facing', 'ZCOM'],
  ['a.b.example.com', 'internet-facing', 'ZCOM'],
  ['example.com', 'internet-facing', 'ZCOM'],
  ['*.example.com', 'internet-facing', 'ZCOM'],
  ['web.sub.example.com', 'internet-facing', 'ZSUB'],
  ['sub.example.com', 'internet-facing', 'ZSUB'],
  ['*.sub.example.com', 'internet-facing', 'ZSUB'],
  ['notsub.example.com', 'internet-facing', 'ZCOM'],
  ['web.example.org', 'internet-facing', 'ZORG'],
  ['web.example.com', 'internal', 'ZINT'],
  ['web.sub.example.com', 'internal', 'ZINT'],
] as const)('%s of an %s load balancer is in %s', (host, scheme, id) => {
  for (const zones of [ZONES, [...ZONES].reverse()]) {
    expect(choose(host, scheme, zones)).toEqual({ zones: [id] });
  }
});

it.each([
  [
    'web.example.org',
    'internal',
    'no configured private zone holds web.example.org; the public zone example.org does: an internal load balancer publishes in private zones, unless the tag access says otherwise',
  ],
  [
    'web.example.net',
    'internet-facing',
    'no configured public zone holds web.example.net: the settings name example.com, sub.example.com, example.org',
  ],
  [
    'web.example.net',
    'internal',
    'no configured private zone holds web.example.net: the settings name example.com',
  ],
  [
    'badexample.com',
    'internet-facing',
    'no configured public zone holds badexample.com: the settings name example.com, sub.example.com, example.org',
  ],
  [
    'com',
    'internet-facing',
    'no configured public zone holds com: the settings name example.com, sub.example.com, example.org',
  ],
] as const)('%s of an %s load balancer is refused', (host, scheme, refused) => {
  expect(choose(host, scheme)).toEqual({ zones: [], refused });
});

it('tells that a private zone holds it', () => {
  expect(choose('a.example.com', 'internet-facing', [zone('ZINT', 'example.com', true)])).toEqual({
    zones: [],
    refused:
      'no configured public zone holds a.example.com; the private zone example.com does: an internet-facing load balancer publishes in public zones, unless the tag access says otherwise',
  });
});

it('tells that there are no zones', () => {
  const refused = 'no configured public zone holds a.example.com: the settings name no public zone';
  expect(choose('a.example.com', 'internet-facing', [])).toEqual({ zones: [], refused });
});

it('tells no more than ten zones', () => {
  const many = Array.from({ length: 100 }, (_, index) => zone(`Z${index}`, `z${index}.net`));
  const chosen = choose('a.example.com', 'internet-facing', many);
  expect(chosen.refused).toMatch(/z9\.net, …$/);
});

const TWICE = [zone('Z1', 'example.com', true), zone('Z2', 'example.com', true)];

it('does not choose between two zones of one name', () => {
  expect(choose('a.example.com', 'internal', TWICE)).toEqual({
    zones: [],
    refused: 'zones Z1 and Z2 are both private zone example.com: pin one with the tag zone-id',
  });
  const deeper = [...TWICE, zone('Z3', 'b.example.com', true)];
  expect(choose('a.b.example.com', 'internal', deeper)).toEqual({ zones: ['Z3'] });
});

describe('access', () => {
  it.each([
    ['public', 'internal', 'web.sub.example.com', ['ZSUB']],
    ['private', 'internet-facing', 'web.sub.example.com', ['ZINT']],
    ['both', 'internal', 'web.sub.example.com', ['ZSUB', 'ZINT']],
    ['both', 'internet-facing', 'example.com', ['ZCOM', 'ZINT']],
  ] as const)('%s of an %s load balancer: %s', (access, scheme, host, ids) => {
    expect(choose(host, scheme, ZONES, { access })).toEqual({ zones: ids });
  });

  it.each([
    [
      'both',
      'web.example.org',
      ['ZORG'],
      'no configured private zone holds web.example.org; the public zone example.org does: the tag access is both',
    ],
    [
      'private',
      'web.example.org',
      [],
      'no configured private zone holds web.example.org; the public zone example.org does: the tag access is private',
    ],
    [
      'both',
      'web.example.net',
      [],
      'no configured public zone holds web.example.net: the settings name example.com, sub.example.com, example.org; no configured private zone holds web.example.net: the settings name example.com',
    ],
  ] as const)('%s and %s: each zone is judged by itself', (access, host, ids, refused) => {
    expect(choose(host, 'internet-facing', ZONES, { access })).toEqual({ zones: ids, refused });
  });

  it('both, where one is there twice', () => {
    const zones = [zone('ZPUB', 'example.com'), ...TWICE];
    expect(choose('a.example.com', 'internal', zones, { access: 'both' })).toEqual({
      zones: ['ZPUB'],
      refused: expect.stringContaining('pin one with the tag zone-id'),
    });
  });
});

describe('a pinned zone', () => {
  it.each([
    ['ZCOM', 'internet-facing', 'web.sub.example.com', undefined],
    ['ZCOM', 'internal', 'web.example.com', undefined],
    ['ZINT', 'internet-facing', 'web.example.com', undefined],
    ['ZINT', 'internet-facing', 'web.example.com', 'private'],
    ['ZSUB', 'internal', 'sub.example.com', 'public'],
    ['ZSUB', 'internal', '*.sub.example.com', 'public'],
  ] as const)('%s for an %s load balancer: %s, access %s', (zoneId, scheme, host, access) => {
    expect(choose(host, scheme, ZONES, { zoneId, access })).toEqual({ zones: [zoneId] });
  });

  it('decides between two of one name', () => {
    expect(choose('a.example.com', 'internal', TWICE, { zoneId: 'Z2' })).toEqual({ zones: ['Z2'] });
  });

  it.each([
    [
      { zoneId: 'ZX' },
      'the tag zone-id pins zone ZX, expected one of the settings: ZCOM (example.com), ZSUB (sub.example.com), ZORG (example.org), ZINT (example.com)',
    ],
    [
      { zoneId: 'ZORG' },
      'the tag zone-id pins ZORG, which is public zone example.org and does not hold web.example.com: remove the tag, or correct it',
    ],
    [
      { zoneId: 'ZINT', access: 'public' },
      'the tag zone-id pins ZINT, which is private zone example.com, and the tag access is public: remove one of the tags',
    ],
    [{ zoneId: 'ZCOM', access: 'private' }, 'the tag access is private'],
    [{ zoneId: 'ZCOM', access: 'both' }, 'the tag access is both'],
  ] as const)('%j is refused', (wish, reason) => {
    expect(choose('web.example.com', 'internet-facing', ZONES, wish)).toEqual({
      zones: [],
      refused: expect.stringContaining(reason),
    });
  });

  it('tells no more than ten zones', () => {
    const many = Array.from({ length: 100 }, (_, index) => zone(`Z${index}`, `z${index}.net`));
    expect(choose('a.z1.net', 'internal', many, { zoneId: 'ZX' }).refused).toMatch(/Z9 \(z9\.net\), …$/);
  });
});
