import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  matchesName,
  parseNamePattern,
  toIam,
  toNormalisedName,
} from '../../../shared/zones/name-pattern.ts';
import { like } from '../../iam/like.ts';

const parse = (text: string, zone = 'example.com') => parseNamePattern(text, zone);

describe('a pattern', () => {
  it.each<[pattern: string, matches: readonly string[], matchesNot: readonly string[]]>([
    [
      'shop.example.com',
      ['shop.example.com'],
      ['a.shop.example.com', 'myshop.example.com', '*.shop.example.com'],
    ],
    ['example.com', ['example.com'], ['*.example.com', 'a.example.com']],
    [
      '*.example.com',
      ['a.example.com', 'a.b.example.com', '*.example.com', '*.a.example.com', '_x.example.com'],
      ['example.com', 'aexample.com', 'a.example.org'],
    ],
    [
      '+.example.com',
      ['*.example.com'],
      ['a.example.com', 'example.com', '*.a.example.com', '052.example.com'],
    ],
    ['+.*', ['*.example.com', '*.a.example.com'], ['example.com', 'a.example.com']],
    ['*', ['example.com', 'a.example.com', '*.example.com'], []],
    ['_*', ['_a.example.com', '_.example.com'], ['a._b.example.com', 'example.com', '*._a.example.com']],
    [
      'shop-*.example.com',
      ['shop-1.example.com', 'shop-1.b.example.com', 'shop-.example.com'],
      ['shop.example.com'],
    ],
    [
      '*shop.example.com',
      ['shop.example.com', 'myshop.example.com', 'a.shop.example.com', '*.shop.example.com'],
      [],
    ],
    [
      'a*b*.example.com',
      ['ab.example.com', 'a.b.example.com', 'axbx.example.com'],
      ['ba.example.com', 'a.example.com'],
    ],
    ['*.a.*.example.com', ['x.a.y.example.com', '*.a.y.example.com'], ['a.y.example.com', 'x.a.example.com']],
    ['a*.example.com', ['a.example.com', 'ab.example.com'], ['*.example.com', 'ba.example.com']],
    ['aba*aba.example.com', ['abaaba.example.com'], ['aba.example.com', 'ababa.example.com']],
  ])('%s', (text, matches, matchesNot) => {
    expect(parse(text)).toEqual({ ok: text });
    expect(matches.filter((host) => !matchesName(text, host))).toEqual([]);
    expect(matchesNot.filter((host) => matchesName(text, host))).toEqual([]);
  });

  it.each([
    ['Shop.Example.COM.', 'shop.example.com'],
    ['*.bücher.example.com', '*.xn--bcher-kva.example.com'],
    ['a***b.example.com', 'a*b.example.com'],
    ['*ple.com', '*ple.com'],
    ['*.com', '*.com'],
    ['example.com*', 'example.com*'],
    [`${'a'.repeat(40)}*${'b'.repeat(40)}.example.com`, `${'a'.repeat(40)}*${'b'.repeat(40)}.example.com`],
  ])('%s is taken as %s', (text, canonical) => expect(parse(text)).toEqual({ ok: canonical }));

  it.each<[text: string, wants: RegExp]>([
    ['', /a name pattern such as/],
    ['.', /a name pattern such as/],
    ['a?.example.com', /a name pattern such as/],
    ['a b.example.com', /a name pattern such as/],
    ['a.+.example.com', /a name pattern such as/],
    ['bü*.example.com', /a name pattern such as/],
    [String.raw`\052.example.com`, /a name pattern such as/],
    ['a..example.com', /a pattern that a hostname can match/],
    ['.example.com', /a pattern that a hostname can match/],
    ['-a.example.com', /a pattern that a hostname can match/],
    ['*-.example.com', /a pattern that a hostname can match/],
    [`${'a'.repeat(64)}*.example.com`, /63 characters/],
    [`${'a.'.repeat(122)}example.com`, /253/],
    ['*2.example.com', /\* before 2\.e: IAM reads/],
    ['*52.example.com', /\* before 52\./],
    ['*052.example.com', /\* before 052/],
    ['*05*.example.com', /\* before 05: /],
    ['*0*', /\* before 0: /],
    ['www', /matches a name of the zone, such as \*\.example\.com/],
    ['www.example.org', /matches a name of the zone/],
    ['*.example.org', /matches a name of the zone/],
    ['+.com', /matches a name of the zone/],
    ['com', /matches a name of the zone/],
    ['notexample.com', /matches a name of the zone/],
    ['*notexample.com', /matches a name of the zone/],
  ])('%s is none', (text, wants) => expect(parse(text)).toEqual({ wants: expect.stringMatching(wants) }));

  it.each(['*20.example.com', '*0.example.com', '*25*.example.com', 'a*2.example.com', '+.*2.example.com'])(
    '%s cannot be taken for a wildcard record',
    (text) => expect(parse(text)).toEqual({ ok: text }),
  );
});

describe('IAM', () => {
  it.each([
    ['*.example.com', '*.example.com'],
    ['+.example.com', String.raw`\052.example.com`],
    ['_*', '_*'],
  ])('has the pattern %s as %s', (pattern, expected) => expect(toIam(pattern)).toBe(expected));

  it.each([
    ['*.Example.com.', String.raw`\052.example.com`],
    ['a_b-1.example.com', 'a_b-1.example.com'],
    ['a!b@.example.com', String.raw`a\041b\100.example.com`],
  ])('has the name %s as %s', (host, expected) => expect(toNormalisedName(host)).toBe(expected));

  /** Text of few characters, so that patterns meet names. */
  const pieces = (...of: string[]) =>
    fc.array(fc.constantFrom(...of), { maxLength: 6 }).map((all) => all.join(''));
  const hosts = fc
    .tuple(
      fc.constantFrom('', '*.'),
      pieces('a', '2', '5', '0', '_', 'a.', 'b.'),
      fc.constantFrom('b.c', 'a.b.c'),
    )
    .map((parts) => parts.join(''))
    .filter((host) => !/\.\.|^\./.test(host));
  const patterns = fc
    .tuple(
      fc.constantFrom('', '+.', '*'),
      pieces('a', '2', '5', '0', '*', '_', 'a.', 'b.'),
      fc.constantFrom('', '*', 'b.c', '.b.c'),
    )
    .map((parts) => parts.join(''))
    .map((text) => parse(text, 'b.c'))
    .map((parsed) => ('ok' in parsed ? parsed.ok : '*'));

  /** The pattern's own meaning, said another way: the host as it is written, `*` any run of characters. */
  const means = (pattern: string, host: string) =>
    pattern.startsWith('+.')
      ? host.startsWith('*.') && like(pattern.slice(2), host.slice(2))
      : like(pattern, host);

  it('matches by StringLike what the pattern means, and the planner takes it for the same', () => {
    fc.assert(
      fc.property(patterns, hosts, (pattern, host) => {
        const expected = means(pattern, host);
        expect(matchesName(pattern, host)).toBe(expected);
        expect(like(toIam(pattern), toNormalisedName(host))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('has of every accepted pattern a name of the zone that it matches', () => {
    const nameOf = (pattern: string) => {
      const at = pattern.lastIndexOf('*');
      const end = pattern.slice(at + 1);
      const missing = end.endsWith('.b.c') ? '' : '.b.c'.slice(0, 4 - end.length);
      const whole = at < 0 ? pattern : `${pattern.slice(0, at)}*${missing}${end}`;
      return whole.replaceAll('*', 'x').replace(/^\+/, '*');
    };
    fc.assert(
      fc.property(patterns, (pattern) => {
        expect(nameOf(pattern)).toMatch(/^b\.c$|\.b\.c$/);
        expect(matchesName(pattern, nameOf(pattern))).toBe(true);
      }),
    );
  });

  it('has no name of an inner pattern outside a covering one', () => {
    fc.assert(
      fc.property(patterns, patterns, hosts, (outer, inner, host) => {
        fc.pre(covers(outer, inner) && matchesName(inner, host));
        expect(matchesName(outer, host)).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(covers('*.example.com', 'a*.example.com')).toBe(true);
    expect(covers('*.example.com', '+.example.com')).toBe(true);
    expect(covers('+.example.com', '*.example.com')).toBe(false);
    expect(covers('a*.example.com', '*.example.com')).toBe(false);
  });
});
