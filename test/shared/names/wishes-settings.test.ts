import { describe, expect, it } from 'vitest';
import { wishes } from '../../../shared/names/wishes.ts';

/** Tags without `signpost/`; the weight of each name that is had, the reason of each that is refused. */
function read(tags: Record<string, string>) {
  const full = Object.fromEntries(Object.entries(tags).map(([key, text]) => [`signpost/${key}`, text]));
  const { hosts, refused, unknownKeys } = wishes({ kind: 'network', tags: full }, 'signpost');
  const weightOf = ({ settings: { routed } }: NonNullable<ReturnType<typeof hosts.get>>) =>
    routed?.routing.policy === 'weighted' ? routed.routing.weight : undefined;
  return {
    weights: Object.fromEntries([...hosts].map(([host, wish]) => [host, weightOf(wish)])),
    refused: Object.fromEntries(refused),
    unknown: unknownKeys.map(({ key }) => key),
  };
}

const A = 'a.example.com';
const B = 'b.example.com';
const has = (text: string) => expect.stringContaining(text);

describe('settings for all names and of a label', () => {
  it.each<[string, Record<string, string>, Record<string, number | undefined>]>([
    ['none', { hostname: A, 'hostname.x': B }, { [A]: undefined, [B]: undefined }],
    ['for all', { hostname: A, 'hostname.x': B, weight: '1' }, { [A]: 1, [B]: 1 }],
    ['of a label alone', { hostname: A, 'hostname.x': B, 'weight.x': '2' }, { [A]: undefined, [B]: 2 }],
    [
      'of a label before those for all',
      { hostname: A, 'hostname.x': B, weight: '1', 'weight.x': '2' },
      { [A]: 1, [B]: 2 },
    ],
    [
      'of a label with dots',
      { 'hostname.x.y': A, 'hostname.x': B, 'weight.x.y': '2' },
      { [A]: 2, [B]: undefined },
    ],
    ['for all, and a label alone asks', { 'hostname.x': A, weight: '1' }, { [A]: 1 }],
    [
      'key by key',
      { hostname: A, 'hostname.x': B, weight: '1', 'set-identifier': 'blue', 'weight.x': '2' },
      { [A]: 1, [B]: 2 },
    ],
    ['one that replaces a bad one', { 'hostname.x': A, weight: '300', 'weight.x': '2' }, { [A]: 2 }],
    ['nothing to hold for', { weight: '300', region: 'us-east-1' }, {}],
  ])('%s', (_, tags, weights) => {
    expect(read(tags)).toEqual({ weights, refused: {}, unknown: [] });
  });

  it('set identifier and record type for all stay where a label changes the weight', () => {
    const tags = {
      'signpost/hostname.x': A,
      'signpost/weight': '1',
      'signpost/set-identifier': 'blue',
      'signpost/record-type': 'cname',
      'signpost/weight.x': '2',
    };
    expect(wishes({ kind: 'network', tags }, 'signpost').hosts.get(A as never)).toEqual({
      label: 'x',
      byTag: true,
      settings: {
        record: { kind: 'cname', ttl: 300 },
        routed: { routing: { policy: 'weighted', weight: 2 }, setIdentifier: 'blue' },
      },
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'a bad value of a label: its names alone',
      { hostname: A, 'hostname.x': B, 'weight.x': '300' },
      { weights: { [A]: undefined }, refused: { [B]: has('signpost/weight.x is "300", expected') } },
    ],
    [
      'a bad value for all: not where the label has its own',
      { hostname: A, 'hostname.x': B, weight: '300', 'weight.x': '2' },
      { weights: { [B]: 2 }, refused: { [A]: has('signpost/weight is "300"') } },
    ],
    [
      'an empty value of a label: refused, it does not unset that for all',
      { hostname: A, 'hostname.x': B, weight: '1', 'weight.x': '' },
      { weights: { [A]: 1 }, refused: { [B]: has('signpost/weight.x is empty') } },
    ],
    [
      'one for all and one of a label that exclude each other',
      { hostname: A, 'hostname.x': B, weight: '1', 'region.x': 'us-east-1' },
      {
        weights: { [A]: 1 },
        refused: {
          [B]: has('signpost/weight "1" and signpost/region.x "us-east-1": these exclude each other'),
        },
      },
    ],
    [
      'multi-value for one label',
      { hostname: A, 'hostname.x': B, 'multi-value-answer.x': 'true' },
      {
        weights: { [A]: undefined },
        refused: { [B]: has('signpost/multi-value-answer.x "true": Route 53 allows') },
      },
    ],
    [
      'a name that is none stays told by itself',
      { 'hostname.x': `${B} c..d`, 'weight.x': '300' },
      { weights: {}, refused: { [B]: has('"300"'), 'c..d': has('empty label') } },
    ],
  ])('%s', (_, tags, wanted) => {
    expect(read(tags)).toEqual({ unknown: [], ...wanted });
  });
});

describe('a name under two labels', () => {
  it.each<[string, Record<string, string>, Record<string, number | undefined>]>([
    ['without settings', { hostname: A, 'hostname.x': A }, { [A]: undefined }],
    ['with one for all', { hostname: A, 'hostname.x': A, weight: '1' }, { [A]: 1 }],
    ['with equal ones', { 'hostname.x': A, 'hostname.y': A, 'weight.x': '1', 'weight.y': '01' }, { [A]: 1 }],
    [
      'with one that is the default',
      { hostname: A, 'hostname.x': A, 'record-type.x': 'alias', 'evaluate-target-health.x': 'true' },
      { [A]: undefined },
    ],
  ])('%s: had', (_, tags, weights) => {
    expect(read(tags)).toEqual({ weights, refused: {}, unknown: [] });
  });

  it('with different ones: refused, telling both and what differs; its neighbours are had', () => {
    const tags = {
      'hostname.x': `${A} ${B}`,
      'hostname.y': A,
      'weight.x': '1',
      'weight.y': '2',
      'set-identifier.y': 's',
    };
    expect(read(tags)).toEqual({
      weights: { [B]: 1 },
      refused: {
        [A]: 'asked for by signpost/hostname.x and by signpost/hostname.y, whose settings differ: set-identifier none and s, weight 1 and 2; ask for it by one of them, or make them equal',
      },
      unknown: [],
    });
  });

  it('the third of which differs', () => {
    const tags = { hostname: A, 'hostname.x': A, 'hostname.y': A, 'access.y': 'both' };
    expect(read(tags).refused[A]).toContain('by signpost/hostname and by signpost/hostname.y');
  });

  it.each(['x', 'y'])('those of %s refused', (label) => {
    const tags = { 'hostname.x': A, 'hostname.y': A, [`weight.${label}`]: '300' };
    expect(read(tags)).toMatchObject({
      weights: {},
      refused: {
        [A]: has(`those of signpost/hostname.${label} are refused (signpost/weight.${label} is "300"`),
      },
    });
  });

  it('both refused for what is for all: just that', () => {
    const tags = { 'hostname.x': A, 'hostname.y': A, weight: '300' };
    expect(read(tags).refused[A]).toMatch(/^signpost\/weight is "300"/);
  });
});
