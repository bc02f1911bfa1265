import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holder } from '../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import type { LiveClaim } from '../../../shared/plan/merge-claims.ts';
import { type Grounds, rankClaims } from '../../../shared/plan/rank-claims.ts';
import { slotOf } from '../../../shared/plan/slot.ts';

const set = {
  type: 'A',
  setId: '',
  alias: { dnsName: 'x', hostedZoneId: 'Z', evaluateTargetHealth: true },
} as const;
const idOf = (name: string): LoadBalancerId => `classic/us-east-1/${name}`;

interface Given {
  readonly name: string;
  readonly cluster?: string;
  readonly priority?: number;
  readonly line?: string;
  readonly year?: number;
}

const claim = ({ name, cluster = '', priority = 0, line = name, year = 2025 }: Given): LiveClaim => ({
  lb: idOf(name),
  setId: '',
  records: [set],
  createdAt: `${year}-01-01T00:00:00Z`,
  line,
  cluster,
  priority,
  outcome: 'waiting',
  reason: '',
  observed: true,
  ready: true,
  due: false,
});

/** `high` has priority 1 in the settings; the name is of line `ours`, held by `holder` if that one is there. */
function ranked(given: readonly Given[], holder?: string): string[] {
  const holders: Record<string, Holder> = { '': { lb: idOf(holder ?? 'nobody'), line: 'ours' } };
  const grounds: Grounds = {
    clusterPriority: (cluster) => (cluster === 'high' ? 1 : 0),
    holders,
    standing: holder === undefined ? [] : [{ set, lb: idOf(holder) }],
  };
  return rankClaims(given.map(claim), grounds, ({ records }) => slotOf(records)).map(({ lb }) =>
    lb.replace('classic/us-east-1/', ''),
  );
}

/** Each row: who comes first by this alone, though everything told after it speaks for the other. */
describe.each([
  ['within a cluster', '', ''],
  ['between clusters', 'one', 'two'],
])('%s', (_, mine, theirs) => {
  it.each<[string, Omit<Given, 'name'>, Omit<Given, 'name'>, 'first' | 'second' | undefined]>([
    ['the line of the name', { line: 'ours' }, { year: 2020 }, 'second'],
    ['the present holder', { year: 2026 }, { year: 2020 }, 'first'],
    ['the older', { year: 2020 }, {}, undefined],
  ])('%s', (_why, first, second, holder) => {
    const given = [
      { name: 'z-first', cluster: mine, ...first },
      { name: 'a-second', cluster: theirs, ...second },
    ];
    const named = holder && `${holder === 'first' ? 'z' : 'a'}-${holder}`;
    expect(ranked(given, named)).toEqual(['z-first', 'a-second']);
    expect(ranked(given.toReversed(), named)).toEqual(['z-first', 'a-second']);
  });

  it('the smallest id', () => {
    const given = [
      { name: 'b', cluster: mine },
      { name: 'a', cluster: theirs },
    ];
    expect(ranked(given)).toEqual(['a', 'b']);
  });
});

it('the tag priority goes before the line, within a cluster', () => {
  expect(
    ranked(
      [
        { name: 'z', priority: 1 },
        { name: 'a', line: 'ours', year: 2020 },
      ],
      'a',
    ),
  ).toEqual(['z', 'a']);
});

it('and takes nothing from another cluster', () => {
  const given = [
    { name: 'z', cluster: 'one', priority: 9 },
    { name: 'a', cluster: 'two', line: 'ours' },
  ];
  expect(ranked(given)).toEqual(['a', 'z']);
});

it('the priority of a cluster goes before everything, for all of its load balancers', () => {
  const given = [
    { name: 'z', cluster: 'high' },
    { name: 'y', cluster: 'high', year: 2026 },
    { name: 'a', cluster: 'low', priority: 9, line: 'ours', year: 2020 },
  ];
  expect(ranked(given, 'a')).toEqual(['z', 'y', 'a']);
});

it('it is an order: whoever is left out, and however they come, the others stay as they were', () => {
  const claims = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      cluster: fc.constantFrom('', 'high', 'low'),
      priority: fc.integer({ min: 0, max: 1 }),
      line: fc.constantFrom('ours', 'other'),
      year: fc.integer({ min: 2024, max: 2025 }),
    }),
    { selector: ({ name }) => name, maxLength: 6 },
  );
  fc.assert(
    fc.property(claims, fc.constantFrom(undefined, 'a', 'b'), fc.func(fc.integer()), (given, holder, by) => {
      const there = given.some(({ name }) => name === holder) ? holder : undefined;
      const order = ranked(given, there);
      expect(
        ranked(
          given.toSorted((a, b) => by(a) - by(b)),
          there,
        ),
      ).toEqual(order);
      expect([...order].sort()).toEqual(given.map(({ name }) => name).sort());
      // Of one cluster they stand together.
      const clusters = order.map((name) => given.find((each) => each.name === name)?.cluster);
      expect(clusters.filter((each, at) => each !== clusters[at - 1])).toHaveLength(new Set(clusters).size);
    }),
    { numRuns: 300 },
  );
});
