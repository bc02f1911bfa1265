import { describe, expect, it } from 'vitest';
import { namingOf } from '../../../shared/names/sources.ts';
import type { Cluster, Match, Settings, Source } from '../../../shared/settings.ts';

type Stack = Pick<Settings, 'sources' | 'matchByTag'>;

const BLUE: Cluster = { name: 'blue' };
const naming = (
  tags: Record<string, string>,
  stack: Stack = {},
  blue: Partial<Cluster> = {},
  name = 'blue',
) => namingOf({ tags }, name, { tagPrefix: 'signpost', clusters: [{ ...BLUE, ...blue }], ...stack });

const SOURCE = 'signpost/hostname-source';
const MATCH = 'signpost/match';

describe('where the names of a load balancer come from', () => {
  it.each<[string, Record<string, string>, Stack, Partial<Cluster>, string, readonly Source[]]>([
    ['tags, if nobody says anything', {}, {}, {}, 'blue', ['tags']],
    ['as the stack says', {}, { sources: ['annotations'] }, {}, 'blue', ['annotations']],
    [
      'as the cluster says, before the stack',
      {},
      { sources: ['tags'] },
      { sources: ['hosts'] },
      'blue',
      ['hosts'],
    ],
    [
      'as the stack says for another cluster',
      {},
      { sources: ['tags'] },
      { sources: ['hosts'] },
      'green',
      ['tags'],
    ],
    ['as the stack says for none', {}, { sources: ['tags', 'hosts'] }, {}, '', ['tags', 'hosts']],
    ['hosts as well, by its tag', { [SOURCE]: 'hosts' }, {}, {}, 'blue', ['tags', 'hosts']],
    [
      'hosts as well, beside annotations',
      { [SOURCE]: ' Hosts ' },
      { sources: ['annotations'] },
      {},
      'blue',
      ['annotations', 'hosts'],
    ],
    [
      'hosts, which are there already',
      { [SOURCE]: 'hosts' },
      { sources: ['hosts', 'tags'] },
      {},
      'blue',
      ['hosts', 'tags'],
    ],
    ['tags alone, by its tag', { [SOURCE]: 'tag' }, { sources: ['tags', 'hosts'] }, {}, 'blue', ['tags']],
    ['tags, where the stack has none', { [SOURCE]: 'TAG' }, {}, { sources: ['hosts'] }, 'blue', ['tags']],
  ])('%s', (_, tags, stack, blue, cluster, sources) => {
    expect(naming(tags, stack, blue, cluster)).toEqual({ sources, match: 'when-bound', ignored: [] });
  });

  it.each<[string, string, string, string]>([
    [
      'a word that is none',
      'gateway',
      'blue',
      'is "gateway", expected tag or hosts: ignored, names come from tags',
    ],
    ['an empty one', '', 'blue', 'is "", expected tag or hosts: ignored, names come from tags'],
    [
      'hosts without a cluster',
      'hosts',
      '',
      'is "hosts", and its tags name no cluster: ignored, nothing is known',
    ],
  ])('%s is told, and changes nothing', (_, text, cluster, reason) => {
    expect(naming({ [SOURCE]: text }, {}, {}, cluster)).toEqual({
      sources: ['tags'],
      match: 'when-bound',
      ignored: [{ key: SOURCE, reason: expect.stringContaining(reason) }],
    });
  });
});

describe('whether the names of a load balancer are checked', () => {
  const ALLOWED: Stack = { matchByTag: true };

  it.each<[string, Record<string, string>, Stack, Partial<Cluster>, Match]>([
    ['when bound, if nobody says anything', {}, {}, {}, 'when-bound'],
    ['as the cluster says', {}, {}, { match: 'off' }, 'off'],
    ['by its tag, if allowed', { [MATCH]: ' Required ' }, ALLOWED, {}, 'required'],
    [
      'by its tag before the cluster',
      { [MATCH]: 'when-bound' },
      ALLOWED,
      { match: 'required' },
      'when-bound',
    ],
    ['off by its tag', { [MATCH]: 'off' }, ALLOWED, { match: 'required' }, 'off'],
  ])('%s', (_, tags, stack, blue, match) => {
    expect(naming(tags, stack, blue)).toEqual({ sources: ['tags'], match, ignored: [] });
  });

  it.each<[string, Stack, string]>([
    ['not allowed', {}, 'is not allowed by the settings: ignored; set `matchByTag` to true'],
    ['not allowed by name', { matchByTag: false }, 'is not allowed by the settings'],
  ])('%s: told, and as the cluster says', (_, stack, reason) => {
    expect(naming({ [MATCH]: 'off' }, stack, { match: 'required' })).toEqual({
      sources: ['tags'],
      match: 'required',
      ignored: [{ key: MATCH, reason: expect.stringContaining(reason) }],
    });
  });

  it.each(['', 'never', 'false'])('"%s" is told, and as the cluster says', (text) => {
    expect(naming({ [MATCH]: text }, ALLOWED, { match: 'required' })).toEqual({
      sources: ['tags'],
      match: 'required',
      ignored: [
        {
          key: MATCH,
          reason: `is "${text}", expected when-bound, required or off: ignored, it is required`,
        },
      ],
    });
  });
});

it('reads the tags of its own prefix', () => {
  const settings = { tagPrefix: 'dns', clusters: [BLUE], matchByTag: true };
  expect(
    namingOf({ tags: { [SOURCE]: 'hosts', [MATCH]: 'off', 'dns/match': 'required' } }, 'blue', settings),
  ).toEqual({ sources: ['tags'], match: 'required', ignored: [] });
});
