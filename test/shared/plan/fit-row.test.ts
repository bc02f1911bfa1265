import { describe, expect, it } from 'vitest';
import { fitIgnored, fitReasons } from '../../../shared/plan/fit-row.ts';

const many = (count: number, reason: string, key = 'n') =>
  Array.from({ length: count }, (_, n): [string, string] => [`${key}${n}.example.com`, reason]);
const bytes = (told: object) =>
  Object.entries(told).reduce((sum, [key, reason]) => sum + Buffer.byteLength(key + reason), 0);

describe('what the row of a load balancer holds of reasons', () => {
  it.each<[string, ReadonlyMap<string, string>, object]>([
    ['none', new Map(), {}],
    [
      'few: whole, sorted',
      new Map([
        ['b', 'x'.repeat(10_000)],
        ['a', 'y'],
      ]),
      { a: 'y', b: 'x'.repeat(10_000) },
    ],
    [
      'a name that is none, and long',
      new Map([['q'.repeat(5_000), 'is too long']]),
      { [`${'q'.repeat(399)}…`]: 'is too long' },
    ],
  ])('%s', (_, refused, fitting) => {
    expect(fitReasons(refused)).toEqual(fitting);
    expect(Object.keys(fitReasons(refused))).toEqual(Object.keys(fitting));
  });

  it('many: each cut to its share', () => {
    const fitting = fitReasons(new Map(many(1_000, 'x'.repeat(200))));
    expect(Object.keys(fitting)).toHaveLength(1_000);
    expect(fitting['n0.example.com']).toBe(`${'x'.repeat(81)}…`);
  });

  it('too many: the first ones, and how many more', () => {
    const fitting = fitReasons(new Map(many(10_000, 'reason '.repeat(30))));
    const { '…': more, ...told } = fitting;
    const count = Object.keys(told).length;
    expect(more).toBe(`and ${10_000 - count} more`);
    expect(told).toHaveProperty(['n0.example.com']);
    expect(told).not.toHaveProperty(['n9999.example.com']);
    expect(bytes(told)).toBeGreaterThan(90_000);
    expect(bytes(fitting)).toBeLessThan(100_100);
  });

  it('in letters of several bytes', () => {
    expect(bytes(fitReasons(new Map(many(10_000, '名'.repeat(40), '名'))))).toBeLessThan(100_100);
  });

  it('of ignored keys: those of tags, which come first, are told however many there are of objects', () => {
    const ignored = [
      { key: 'signpost/wieght', reason: 'is no key' },
      ...many(5_000, 'is no key', 'HTTPRoute/shop/').map(([key, reason]) => ({ key, reason })),
    ];
    expect(fitIgnored(ignored)).toMatchObject({ 'signpost/wieght': 'is no key', '…': expect.any(String) });
    expect(bytes(fitIgnored(ignored))).toBeLessThan(30_100);
  });
});
