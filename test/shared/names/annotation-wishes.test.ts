import { describe, expect, it } from 'vitest';
import type { Behind } from '../../../shared/surveys/behind.ts';
import { expectRead, readAnnotated } from './read-annotated.ts';

const A = 'a.example.com';
const B = 'b.example.com';
const SERVICE = 'Service/istio/gateway';
const GATEWAY = 'Gateway/shop/gw';
const ROUTE = 'HTTPRoute/shop/web';
const DNS = 'external-dns.kubernetes.io';
const ALPHA = 'external-dns.alpha.kubernetes.io';
const TETRATE = 'route53.v1beta1.tetrate.io';

const names = (annotations: Behind['annotations'], rest = {}) =>
  Object.keys(readAnnotated({ annotations, ...rest }).wished).toSorted();
const ALIAS = { kind: 'alias', evaluateTargetHealth: true };
const weighted = (weight: number, setIdentifier?: string) => ({
  record: ALIAS,
  routed: expect.objectContaining({ routing: { policy: 'weighted', weight }, setIdentifier }),
});

describe('names in annotations', () => {
  it.each<[string, string, readonly string[]]>([
    ['one', A, [A]],
    ['a comma list', `${A},${B}`, [A, B]],
    ['spaces around', ` ${A} ,  ${B} `, [A, B]],
    ['spaces alone', `${A} ${B}`, [A, B]],
    ['lines', `${A},\n${B}\n`, [A, B]],
    ['empty parts', `,${A},,`, [A]],
    ['nothing', '', []],
    ['a wildcard as it is', '*.example.com', ['*.example.com']],
    ['a wildcard as in a tag', '+.example.com', ['*.example.com']],
    ['trailing dots and upper case', 'A.example.com.,B.Example.com.', [A, B]],
    ['one twice', `${A},a.example.com.`, [A]],
  ])('%s', (_, text, wished) => {
    for (const prefix of ['signpost', DNS, ALPHA, TETRATE])
      expect(names({ [SERVICE]: { [`${prefix}/hostname`]: text } })).toEqual(wished);
  });

  it('a bad one is refused by itself', () => {
    expectRead(
      readAnnotated({ annotations: { [SERVICE]: { [`${DNS}/hostname`]: `${A},-b.x,10.0.0.1,*` } } }),
      {
        by: { [A]: { byTag: false, asked: true } },
        refused: {
          '-b.x': expect.stringContaining('hyphen'),
          '10.0.0.1': expect.stringContaining('IP address'),
          '*': expect.stringContaining('where none can be'),
        },
      },
    );
  });

  it('are not read where annotations are no source', () => {
    const annotations = { [SERVICE]: { [`${DNS}/hostname`]: A, [`${DNS}/nonsense`]: '' } };
    for (const sources of [['tags'], ['hosts'], ['tags', 'hosts']] as const)
      expectRead(readAnnotated({ annotations, sources }), { wished: {}, refused: {}, ignored: {} });
  });

  it('of every object behind it', () => {
    const on = (host: string) => ({ [`${ALPHA}/hostname`]: host });
    expect(
      names({ [SERVICE]: on('s.x'), [GATEWAY]: on('g.x'), [ROUTE]: on('r.x'), 'Ingress/a/b': on('i.x') }),
    ).toEqual(['g.x', 'i.x', 'r.x', 's.x']);
  });
});

describe('under our prefix, the keys of the tag contract', () => {
  it('settings for all names of the object, and of a label', () => {
    const annotations = {
      [SERVICE]: {
        'signpost/hostname': A,
        'signpost/weight': '1',
        'signpost/hostname.x': B,
        'signpost/weight.x': '2',
      },
      [ROUTE]: { 'signpost/hostname': 'c.example.com' },
    };
    expectRead(readAnnotated({ annotations }), {
      wished: { [A]: weighted(1), [B]: weighted(2), 'c.example.com': { record: ALIAS } },
      labels: { [A]: '', [B]: 'x', 'c.example.com': '' },
      ignored: {},
    });
  });

  it('what cannot be had together is refused, as of tags', () => {
    const annotations = { [SERVICE]: { 'signpost/hostname': A, 'signpost/ttl': '60' } };
    expect(readAnnotated({ annotations }).refused).toEqual({
      [A]: `${SERVICE} signpost/ttl "60": the record is an alias, which has the TTL of its target; remove ttl, or set record-type to cname`,
    });
  });

  it('a setting without a set identifier is no less a setting', () => {
    const annotations = { [SERVICE]: { 'signpost/hostname': A, 'signpost/weight': '5' } };
    expect(readAnnotated({ annotations }).wished).toEqual({ [A]: weighted(5) });
  });

  it.each([
    ['signpost/wieght', 'is no key of the tag contract: ignored; the nearest is signpost/weight'],
    ['signpost/weight.x', 'there is no signpost/hostname.x'],
    ['signpost/cluster', 'is a tag of load balancers, and no annotation: ignored'],
    ['signpost/service', 'is a tag of load balancers, and no annotation: ignored'],
    ['signpost/hostname-source', 'is a tag of load balancers, and no annotation: ignored'],
    ['signpost/match', 'is a tag of load balancers, and no annotation: ignored'],
  ])('%s is told with its object', (key, reason) => {
    const annotations = { [SERVICE]: { 'signpost/hostname': A, [key]: '1' } };
    expectRead(readAnnotated({ annotations }), {
      wished: { [A]: { record: ALIAS } },
      refused: {},
      ignored: { [`${SERVICE} ${key}`]: expect.stringContaining(reason) },
    });
  });

  it('a key that is nearly the one for names keeps what stands', () => {
    const annotations = {
      [SERVICE]: { 'signpost/hostnames': `${A},${B}`, [`${DNS}/hostnames`]: 'c.example.com' },
    };
    const meant = `asked for by ${SERVICE} signpost/hostnames, which is no key: what stands stays; use signpost/hostname, or remove the annotation`;
    expectRead(readAnnotated({ annotations }), { wished: {}, meant: { [A]: meant, [B]: meant } });
  });
});

describe('of one object, the first family that asks for a name', () => {
  const say = (prefix: string, host: string, ...weight: readonly string[]) => ({
    [`${prefix}/hostname`]: host,
    ...Object.fromEntries(
      weight.flatMap((text) => [
        [prefix === 'signpost' ? 'signpost/weight' : `${prefix}/aws-weight`, text],
        [`${prefix}/set-identifier`, 'blue'],
      ]),
    ),
  });
  const all = [say('signpost', A, '1'), say(DNS, A, '2'), say(ALPHA, A, '3'), say(TETRATE, A, '4')] as const;

  it.each([0, 1, 2, 3])('from family %s on', (first) => {
    const annotations = { [SERVICE]: Object.assign({}, ...all.slice(first).toReversed()) };
    expectRead(readAnnotated({ annotations }), {
      wished: { [A]: weighted(first + 1, 'blue') },
      refused: {},
    });
  });

  it('each name by itself', () => {
    const annotations = { [SERVICE]: { ...say(DNS, A, '2'), ...say(ALPHA, `${B},A.example.com`, '3') } };
    expect(readAnnotated({ annotations }).wished).toEqual({
      [A]: weighted(2, 'blue'),
      [B]: weighted(3, 'blue'),
    });
  });

  it('also where its settings cannot be had', () => {
    const annotations = { [SERVICE]: { ...say(DNS, A, '300'), ...say(ALPHA, A, '3') } };
    expectRead(readAnnotated({ annotations }), {
      wished: {},
      refused: { [A]: expect.stringContaining(`${DNS}/aws-weight is "300"`) },
    });
  });
});

describe('two objects that ask for one name', () => {
  const on = (weight: string) => ({
    [`${DNS}/hostname`]: A,
    [`${DNS}/aws-weight`]: weight,
    [`${DNS}/set-identifier`]: 'blue',
  });

  it('with different settings: refused, telling both', () => {
    const annotations = { [SERVICE]: on('1'), [ROUTE]: { ...on('2'), [`${ALPHA}/hostname`]: B } };
    expectRead(readAnnotated({ annotations }), {
      wished: { [B]: { record: ALIAS } },
      refused: {
        [A]: `asked for by ${ROUTE} ${DNS}/hostname and by ${SERVICE} ${DNS}/hostname, whose settings differ: weight 2 and 1; ask for it by one of them, or make them equal`,
      },
    });
  });

  it('one of which cannot be had: refused, telling which', () => {
    expect(readAnnotated({ annotations: { [SERVICE]: on('1'), [ROUTE]: on('300') } }).refused[A]).toContain(
      `those of ${ROUTE} ${DNS}/hostname are refused (${ROUTE} ${DNS}/aws-weight is "300"`,
    );
  });

  it('with equal ones, in whatever words: had', () => {
    const ours = { 'signpost/hostname': A, 'signpost/weight': '01', 'signpost/set-identifier': 'blue' };
    expectRead(readAnnotated({ annotations: { [SERVICE]: on('1'), [ROUTE]: ours } }), {
      wished: { [A]: weighted(1, 'blue') },
      refused: {},
    });
  });
});

describe('between tags, annotations and hosts', () => {
  const heavy = (host: string) => ({
    'signpost/hostname': host,
    'signpost/weight': '7',
  });

  it('a tag says what holds for the name, and it stays asked for', () => {
    expectRead(
      readAnnotated({
        tags: { 'signpost/hostname': A },
        annotations: { [SERVICE]: heavy(`${A},${B}`), [ROUTE]: { ...heavy(A), 'signpost/weight': '8' } },
      }),
      {
        wished: { [A]: { record: ALIAS }, [B]: weighted(7) },
        by: { [A]: { byTag: true, asked: true }, [B]: { byTag: false, asked: true } },
        refused: {},
      },
    );
  });

  it('a tag that cannot be had is not replaced by an annotation', () => {
    const read = readAnnotated({
      tags: { 'signpost/hostname.x': A, 'signpost/weight.x': '300' },
      annotations: { [SERVICE]: heavy(A) },
    });
    expect(read.wished).toEqual({});
    expect(read.refused[A]).toContain('signpost/weight.x is "300"');
  });

  it('a tag that is no source is told, and its settings for all names hold', () => {
    expectRead(
      readAnnotated({
        sources: ['annotations'],
        tags: { 'signpost/hostname': B, 'signpost/weight': '3' },
        annotations: { [SERVICE]: { [`${DNS}/hostname`]: A } },
      }),
      {
        wished: { [A]: weighted(3) },
        ignored: { 'signpost/hostname': 'asks for nothing: ignored, names come from annotations alone' },
      },
    );
  });

  it('an annotation says what holds for a host that is served', () => {
    expect(
      readAnnotated({
        sources: ['annotations', 'hosts'],
        serves: { [GATEWAY]: [A, B] },
        annotations: { [SERVICE]: heavy(A) },
      }).wished,
    ).toEqual({ [A]: weighted(7), [B]: { record: ALIAS } });
  });

  it('settings on the object that serves hold for its hosts, as with external-dns', () => {
    const annotations = {
      'Ingress/a/shop': { [`${DNS}/aws-weight`]: '7', [`${DNS}/set-identifier`]: 'blue' },
    };
    const serves = { 'Ingress/a/shop': [A], [GATEWAY]: [A, B] };
    expect(readAnnotated({ sources: ['annotations', 'hosts'], serves, annotations }).wished).toEqual({
      [A]: weighted(7, 'blue'),
      [B]: { record: ALIAS },
    });
    expect(readAnnotated({ sources: ['hosts'], serves, annotations }).wished).toEqual({
      [A]: { record: ALIAS },
      [B]: { record: ALIAS },
    });
  });

  it('two objects that serve one host and have different settings: refused, telling both', () => {
    const on = (weight: string) => ({ 'signpost/weight': weight });
    const annotations = { [GATEWAY]: on('1'), [ROUTE]: on('2') };
    const serves = { [GATEWAY]: [A, B], [ROUTE]: [A] };
    expectRead(readAnnotated({ sources: ['annotations', 'hosts'], serves, annotations }), {
      wished: { [B]: weighted(1) },
      refused: {
        [A]: expect.stringContaining(`asked for by ${GATEWAY} and by ${ROUTE}, whose settings differ`),
      },
    });
  });
});

describe('ingress-hostname-source and gateway-hostname-source', () => {
  const both = (source: Record<string, string>) => ({
    sources: ['tags', 'annotations', 'hosts'] as const,
    serves: { [ROUTE]: ['served.x'], [GATEWAY]: ['other.x'] },
    annotations: { [ROUTE]: { [`${ALPHA}/hostname`]: 'asked.x', ...source }, [GATEWAY]: {} },
  });
  const DEFINED = 'defined-hosts-only';

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['none: both', {}, ['asked.x', 'other.x', 'served.x']],
    ['annotations', { [`${ALPHA}/gateway-hostname-source`]: 'annotation-only' }, ['asked.x', 'other.x']],
    ['hosts', { [`${ALPHA}/gateway-hostname-source`]: DEFINED }, ['other.x', 'served.x']],
    ['of an Ingress', { [`${DNS}/ingress-hostname-source`]: ' Annotation-Only ' }, ['asked.x', 'other.x']],
    ['of Tetrate', { [`${TETRATE}/ingress-hostname-source`]: DEFINED }, ['other.x', 'served.x']],
    [
      'the first family that says it',
      {
        [`${DNS}/ingress-hostname-source`]: DEFINED,
        [`${ALPHA}/ingress-hostname-source`]: 'annotation-only',
      },
      ['other.x', 'served.x'],
    ],
    [
      'a word that is none',
      { [`${ALPHA}/gateway-hostname-source`]: 'all' },
      ['asked.x', 'other.x', 'served.x'],
    ],
    [
      'for another controller',
      { [`${DNS}/controller`]: 'other', [`${DNS}/gateway-hostname-source`]: DEFINED },
      ['asked.x', 'other.x', 'served.x'],
    ],
  ])('%s', (_, source, wished) => {
    expect(Object.keys(readAnnotated(both(source)).wished).toSorted()).toEqual(wished);
  });

  it('holds where hosts alone are the source', () => {
    const given = both({ [`${ALPHA}/gateway-hostname-source`]: 'annotation-only' });
    expect(Object.keys(readAnnotated({ ...given, sources: ['hosts'] }).wished)).toEqual(['other.x']);
  });

  it('a host of another object that serves it, too, is asked for', () => {
    const given = both({ [`${ALPHA}/gateway-hostname-source`]: 'annotation-only' });
    const serves = { [ROUTE]: ['served.x'], [GATEWAY]: ['served.x'] };
    expect(Object.keys(readAnnotated({ ...given, serves }).wished)).toContain('served.x');
  });

  it('a hostname that is not asked for because of it is told', () => {
    const { ignored, meant } = readAnnotated(
      both({ [`${ALPHA}/gateway-hostname-source`]: DEFINED, 'signpost/hostnames': A }),
    );
    expect(ignored[`${ROUTE} ${ALPHA}/hostname`]).toBe(
      'asks for nothing: ignored, because the hostname source of its object is defined-hosts-only',
    );
    expect(meant).toEqual({});
  });
});

it('reads the annotations of its own prefix, once if it is one of the others', () => {
  const annotations = { [SERVICE]: { [`${DNS}/hostname`]: A, [`${DNS}/weight`]: '7' } };
  const read = readAnnotated({ annotations, prefix: DNS });
  expectRead(read, { wished: { [A]: weighted(7) }, refused: {}, ignored: {} });
});
