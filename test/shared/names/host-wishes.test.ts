import { describe, expect, it } from 'vitest';
import { NAMES_PER_LOAD_BALANCER, wishes } from '../../../shared/names/wishes.ts';
import type { Source } from '../../../shared/settings.ts';
import type { Behind } from '../../../shared/surveys/behind.ts';
import { behind } from './behind.ts';

const read = (
  tags: Record<string, string>,
  serves: Behind['serves'],
  sources: readonly Source[] = ['tags', 'hosts'],
  kind: 'network' | 'gateway' = 'network',
) => {
  const { hosts, refused, unknownKeys } = wishes({ kind, tags }, 'signpost', sources, behind({ serves }));
  return {
    hosts: Object.fromEntries(
      [...hosts].map(([host, { byTag, asked, settings }]) => [
        host,
        { byTag, asked, weight: settings.routed?.routing },
      ]),
    ),
    refused: Object.fromEntries(refused),
    unknown: Object.fromEntries(unknownKeys.map(({ key, reason }) => [key, reason])),
  };
};

const A = 'a.example.com';
const B = 'b.example.com';
const SERVED = { byTag: false, asked: true };
const TAGGED = { byTag: true };
const WEIGHT_1 = { policy: 'weighted', weight: 1 };

describe('names from the hosts that are served behind a load balancer', () => {
  it.each<[string, Record<string, string>, Behind['serves'], readonly Source[], object]>([
    ['none without the source', {}, { 'Gateway/x/gw': [A] }, ['tags'], {}],
    ['none where annotations alone are asked', {}, { 'Gateway/x/gw': [A] }, ['annotations'], {}],
    ['nothing served', {}, { 'Gateway/x/gw': [] }, ['hosts'], {}],
    ['of one object', {}, { 'Gateway/x/gw': [A, B] }, ['hosts'], { [A]: SERVED, [B]: SERVED }],
    [
      'of several objects, one of them twice',
      {},
      { 'Gateway/x/gw': [A], 'HTTPRoute/y/shop': [A, B] },
      ['hosts'],
      { [A]: SERVED, [B]: SERVED },
    ],
    ['a wildcard', {}, { 'Gateway/x/gw': ['*.example.com'] }, ['hosts'], { '*.example.com': SERVED }],
    ['not the host that serves whatever nobody else does', {}, { 'Gateway/x/gw': ['*'] }, ['hosts'], {}],
    [
      'beside a tag',
      { 'signpost/hostname': B },
      { 'Gateway/x/gw': [A] },
      ['tags', 'hosts'],
      { [A]: SERVED, [B]: TAGGED },
    ],
    [
      'asked for by a tag as well',
      { 'signpost/hostname': A },
      { 'Gateway/x/gw': [A] },
      ['tags', 'hosts'],
      { [A]: { byTag: true, asked: true } },
    ],
    [
      'with the settings of the tags for all names',
      { 'signpost/weight': '1', 'signpost/hostname.x': B, 'signpost/weight.x': '2' },
      { 'Gateway/x/gw': [A, B] },
      ['tags', 'hosts'],
      {
        [A]: { ...SERVED, weight: WEIGHT_1 },
        [B]: { byTag: true, asked: true, weight: { policy: 'weighted', weight: 2 } },
      },
    ],
    [
      'with those settings where tags ask for no names',
      { 'signpost/weight': '1' },
      { 'Gateway/x/gw': [A] },
      ['hosts'],
      { [A]: { ...SERVED, weight: WEIGHT_1 } },
    ],
  ])('%s', (_, tags, serves, sources, hosts) => {
    expect(read(tags, serves, sources)).toEqual({ hosts, refused: {}, unknown: {} });
  });

  it('refuses what is no hostname, by itself', () => {
    expect(read({}, { 'Gateway/x/gw': [A, '192.0.2.1', 'a.*.example.com'] })).toEqual({
      hosts: { [A]: SERVED },
      refused: {
        '192.0.2.1': '"192.0.2.1" is an IP address: a record needs a name',
        'a.*.example.com': expect.stringContaining('a wildcard is the whole first label'),
      },
      unknown: {},
    });
  });

  it('refuses all where a setting for all names cannot be had', () => {
    expect(read({ 'signpost/weight': '300' }, { 'Gateway/x/gw': [A] })).toEqual({
      hosts: {},
      refused: { [A]: expect.stringMatching(/^signpost\/weight is "300", expected/) },
      unknown: {},
    });
  });

  it('tells of tags for names, where names do not come from tags', () => {
    const tags = { 'signpost/hostname.x': B, 'signpost/weight.x': '2', 'signpost/weight': '1' };
    const reason = 'asks for nothing: ignored, names come from annotations, hosts alone';
    expect(read(tags, {}, ['annotations', 'hosts'])).toEqual({
      hosts: {},
      refused: {},
      unknown: { 'signpost/hostname.x': reason, 'signpost/weight.x': reason },
    });
  });

  it('a gateway load balancer gets none', () => {
    expect(read({}, { 'Gateway/x/gw': [A] }, ['hosts'], 'gateway')).toMatchObject({
      hosts: {},
      refused: { [A]: expect.stringContaining('gateway load balancer') },
    });
  });

  it('a load balancer has so many names; those of tags come first', () => {
    const served = Array.from({ length: NAMES_PER_LOAD_BALANCER }, (_, n) => `n${n}.example.com`);
    const { hosts, refused } = read({ 'signpost/hostname': A }, { 'Gateway/x/gw': served });
    expect(Object.keys(hosts)).toHaveLength(NAMES_PER_LOAD_BALANCER);
    expect(hosts[A]).toEqual(TAGGED);
    expect(refused).toEqual({
      [served.at(-1) ?? '']: expect.stringContaining(`${NAMES_PER_LOAD_BALANCER} names at most`),
    });
  });
});
