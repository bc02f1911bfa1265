import { describe, expect, it } from 'vitest';
import type { LoadBalancer } from '../../../shared/load-balancers/load-balancer.ts';
import { NAMES_PER_LOAD_BALANCER, wishes } from '../../../shared/names/wishes.ts';

const read = (tags: Record<string, string>, kind: LoadBalancer['kind'] = 'application') => {
  const { hosts, refused, unknownKeys } = wishes({ kind, tags }, 'signpost');
  return {
    hosts: Object.fromEntries([...hosts].map(([host, { label }]) => [host, label])),
    refused: Object.fromEntries(refused),
    unknownKeys: Object.fromEntries(unknownKeys.map(({ key, reason }) => [key, reason])),
  };
};

const NOTHING = { hosts: {}, refused: {}, unknownKeys: {} };

it.each<[string, Record<string, string>, Record<string, string>]>([
  ['no tags', {}, {}],
  ['tags of others', { team: 'web', 'signposts/hostname': 'a.example.com', hostname: 'a.example.com' }, {}],
  ['another case of the prefix', { 'Signpost/hostname': 'a.example.com' }, {}],
  ['one name', { 'signpost/hostname': 'A.example.com.' }, { 'a.example.com': '' }],
  [
    'several names in one tag',
    { 'signpost/hostname': 'a.example.com b.example.com' },
    { 'a.example.com': '', 'b.example.com': '' },
  ],
  [
    'spaces of all kinds',
    { 'signpost/hostname': '  a.example.com \t b.example.com\u00a0c.example.com\u3000' },
    { 'a.example.com': '', 'b.example.com': '', 'c.example.com': '' },
  ],
  ['an empty tag', { 'signpost/hostname': '' }, {}],
  ['a tag of spaces', { 'signpost/hostname': '   ' }, {}],
  [
    'several tags',
    {
      'signpost/hostname': 'a.example.com',
      'signpost/hostname.eu': 'b.example.com',
      'signpost/hostname.a.b': 'c.x',
    },
    { 'a.example.com': '', 'b.example.com': 'eu', 'c.x': 'a.b' },
  ],
  [
    'a name twice, the plain tag first',
    { 'signpost/hostname.eu': 'a.example.com', 'signpost/hostname': 'A.example.com a.example.com.' },
    { 'a.example.com': '' },
  ],
  [
    'a name twice under labels, whatever their order',
    { 'signpost/hostname.b': 'a.example.com', 'signpost/hostname.a': 'a.example.com' },
    { 'a.example.com': 'a' },
  ],
  ['a wildcard', { 'signpost/hostname': '+.example.com' }, { '*.example.com': '' }],
  ['Unicode', { 'signpost/hostname': 'bücher.example.com' }, { 'xn--bcher-kva.example.com': '' }],
])('%s', (_, tags, hosts) => {
  expect(read(tags)).toEqual({ ...NOTHING, hosts });
});

it('refuses a bad name by itself, as it is spelt', () => {
  expect(read({ 'signpost/hostname': 'good.example.com Bad-.example.com 192.0.2.1' })).toEqual({
    ...NOTHING,
    hosts: { 'good.example.com': '' },
    refused: {
      'Bad-.example.com': expect.stringMatching(/^"Bad-.example.com" has a label .* hyphen/),
      '192.0.2.1': expect.stringContaining('IP address'),
    },
  });
});

describe('keys that ask for no name', () => {
  it.each([
    ['signpost/match.eu', 'which has no labels: ignored; use signpost/match'],
    ['signpost/hostname-source.eu', 'which has no labels: ignored; use signpost/hostname-source'],
    ['signpost/cluster.eu', 'which has no labels: ignored; use signpost/cluster'],
    ['signpost/service.', 'which has no labels: ignored; use signpost/service'],
    ['signpost/clusters', 'nearest is signpost/cluster'],
    ['signpost/Match', 'nearest is signpost/match'],
    ['signpost/hostnames', 'nearest is signpost/hostname'],
    ['signpost/Hostname', 'nearest is signpost/hostname'],
    ['signpost/TTL', 'nearest is signpost/ttl'],
    ['signpost/FAILOVER', 'nearest is signpost/failover'],
    ['signpost/wieght', 'nearest is signpost/weight'],
    ['signpost/wieght.eu', 'nearest is signpost/weight.eu'],
    ['signpost/weight/eu', 'nearest is signpost/weight'],
    ['signpost/constructor', 'no key'],
    ['signpost/', 'no key'],
    ['signpost/.eu', 'no key'],
    ['signpost/hostname.', 'empty label: ignored; use signpost/hostname'],
    ['signpost/weight.', 'empty label: ignored; use signpost/weight'],
    ['signpost/weight.eu', 'no signpost/hostname.eu: ignored; for all names it is signpost/weight'],
    ['signpost/multi-value-answer.eu', 'no signpost/hostname.eu'],
  ])('%s is told and refuses nothing', (key, reason) => {
    expect(read({ [key]: 'x.example.com', 'signpost/hostname': 'a.example.com' })).toEqual({
      ...NOTHING,
      hosts: { 'a.example.com': '' },
      unknownKeys: { [key]: expect.stringContaining(reason) },
    });
  });

  it.each(['cluster', 'service', 'hostname-source', 'match'])('signpost/%s is read by others', (key) => {
    expect(read({ [`signpost/${key}`]: 'x', 'signpost/hostname': 'a.example.com' })).toEqual({
      ...NOTHING,
      hosts: { 'a.example.com': '' },
    });
  });

  it('a label that no hostname tag has: the nearest one that has', () => {
    const tags = {
      'signpost/hostname.eu': '',
      'signpost/hostname.us': 'a.example.com',
      'signpost/weight.eo': '1',
    };
    expect(read(tags).unknownKeys).toEqual({
      'signpost/weight.eo':
        'holds for no name, because there is no signpost/hostname.eo: ignored; the nearest is signpost/weight.eu',
    });
  });
});

it('refuses every name of a gateway load balancer', () => {
  expect(read({ 'signpost/hostname': 'a.example.com B.example.com -.x' }, 'gateway')).toEqual({
    ...NOTHING,
    refused: {
      'a.example.com': expect.stringContaining('gateway load balancer'),
      'b.example.com': expect.stringContaining('gateway load balancer'),
      '-.x': expect.stringContaining('hyphen'),
    },
  });
});

it.each(['network', 'classic'] as const)('takes names of a %s load balancer', (kind) => {
  expect(read({ 'signpost/hostname': 'a.example.com' }, kind).hosts).toEqual({ 'a.example.com': '' });
});

it('refuses the names beyond what a ledger row holds, each once', () => {
  const names = Array.from({ length: NAMES_PER_LOAD_BALANCER + 2 }, (_, index) => `n${index}.example.com`);
  const { hosts, refused } = read({ 'signpost/hostname': [...names, names[0]].join(' ') });
  expect(Object.keys(hosts)).toEqual(names.slice(0, NAMES_PER_LOAD_BALANCER));
  expect(Object.keys(refused)).toEqual(names.slice(NAMES_PER_LOAD_BALANCER));
  expect(refused['n3000.example.com']).toContain('3000 names at most');
});

it('goes by the prefix of the settings', () => {
  const tags = { 'dns/hostname': 'a.example.com', 'signpost/hostname': 'b.example.com' };
  expect([...wishes({ kind: 'application', tags }, 'dns').hosts.keys()]).toEqual(['a.example.com']);
});

describe('keys that are nearly the one for names', () => {
  const meant = (tags: Record<string, string>) =>
    Object.fromEntries(wishes({ kind: 'network', tags }, 'signpost').meant);

  it.each(['hostnames', 'hostnam', 'Hostname', 'hotsname', 'hostnames.eu', 'hostname.'])('%s', (key) => {
    expect(meant({ [`signpost/${key}`]: 'A.example.com not*a*name' })).toEqual({
      'a.example.com': `asked for by signpost/${key}, which is no key: what stands stays; use signpost/hostname, or remove the tag`,
    });
  });

  it.each(['host', 'hostname-source', 'names', 'weight', 'weihgt'])('not %s', (key) => {
    expect(meant({ [`signpost/${key}`]: 'a.example.com' })).toEqual({});
  });
});
