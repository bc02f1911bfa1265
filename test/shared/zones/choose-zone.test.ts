import { expect, it } from 'vitest';
import type { Hostname } from '../../../shared/names/hostname.ts';
import { chooseZone } from '../../../shared/zones/choose-zone.ts';
import type { Zone } from '../../../shared/zones/zone.ts';

const zone = (id: string, name: string, isPrivate = false): Zone => ({ id, name, private: isPrivate });
const ZONES = [
  zone('ZCOM', 'example.com'),
  zone('ZSUB', 'sub.example.com'),
  zone('ZORG', 'example.org'),
  zone('ZINT', 'example.com', true),
];

const choose = (host: string, scheme: 'internet-facing' | 'internal', zones: readonly Zone[] = ZONES) =>
  chooseZone(host as Hostname, scheme, zones);

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
    expect(choose(host, scheme, zones)).toMatchObject({ zone: { id } });
  }
});

it.each([
  [
    'web.example.org',
    'internal',
    'no configured private zone holds web.example.org; the public zone example.org does: an internal load balancer publishes in private zones',
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
  expect(choose(host, scheme)).toEqual({ refused });
});

it('tells that a private zone holds it', () => {
  expect(choose('a.example.com', 'internet-facing', [zone('ZINT', 'example.com', true)])).toEqual({
    refused:
      'no configured public zone holds a.example.com; the private zone example.com does: an internet-facing load balancer publishes in public zones',
  });
});

it('tells that there are no zones', () => {
  const refused = 'no configured public zone holds a.example.com: the settings name no public zone';
  expect(choose('a.example.com', 'internet-facing', [])).toEqual({ refused });
});

it('tells no more than ten zones', () => {
  const many = Array.from({ length: 100 }, (_, index) => zone(`Z${index}`, `z${index}.net`));
  const chosen = choose('a.example.com', 'internet-facing', many);
  expect('refused' in chosen && chosen.refused).toMatch(/z9\.net, …$/);
});

it('does not choose between two zones of one name', () => {
  const twice = [zone('Z1', 'example.com', true), zone('Z2', 'example.com', true)];
  expect(choose('a.example.com', 'internal', twice)).toEqual({
    refused: 'zones Z1 and Z2 are both private zone example.com: configure one of them only',
    among: twice,
  });
  expect(choose('a.b.example.com', 'internal', [...twice, zone('Z3', 'b.example.com', true)])).toMatchObject({
    zone: { id: 'Z3' },
  });
});
