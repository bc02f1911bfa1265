import { describe, expect, it } from 'vitest';
import { run } from './model/run.ts';
import { ask, look, lookTwice, stands, told } from './model/told.ts';
import {
  ALIAS,
  failover,
  geolocation,
  geoproximity,
  latency,
  lbNamed,
  type Wish,
  weighted,
} from './model/wishes.ts';
import { newWorld } from './model/world.ts';

/** Two wishes in places of their own, by the set identifier that they are given. */
interface Pair {
  readonly policy: string;
  readonly first: (setId: string) => Wish;
  readonly second: (setId: string) => Wish;
  /** The place of the first, if only one set of the name may have it. */
  readonly place?: string;
}

const SHORT = { kind: 'cname', ttl: 60 } as const;
const PAIRS: readonly Pair[] = [
  { policy: 'weighted', first: (id) => weighted(id, 100), second: (id) => weighted(id, 0) },
  {
    policy: 'weighted CNAMEs',
    first: (id) => weighted(id, 100, SHORT),
    second: (id) => weighted(id, 0, SHORT),
  },
  {
    policy: 'latency',
    first: (id) => latency(id, 'us-east-1'),
    second: (id) => latency(id, 'eu-west-1'),
    place: 'region us-east-1',
  },
  {
    policy: 'failover',
    first: (id) => failover(id, 'PRIMARY'),
    second: (id) => failover(id, 'SECONDARY'),
    place: 'PRIMARY',
  },
  {
    policy: 'geolocation',
    first: (id) => geolocation(id, 'DE'),
    second: (id) => geolocation(id, '*'),
    place: 'country DE',
  },
  {
    policy: 'geoproximity',
    first: (id) => geoproximity(id, 'us-east-1', 5),
    second: (id) => geoproximity(id, 'eu-west-1', -5),
    place: 'region us-east-1',
  },
];

describe.each(PAIRS)('$policy', ({ first, second }) => {
  it('two load balancers hold the name together, and each leaves with its own set', () => {
    const world = newWorld();
    ask(world, 'blue', first('b'));
    ask(world, 'green', second('g'));
    look(world, 'blue');
    expect(look(world, 'green')).toMatch(/^CREATE .*green.*\nblue published\ngreen published$/s);
    expect(stands(world)).toHaveLength(2);
    ask(world, 'blue');
    expect(lookTwice(world, 'blue')).toMatch(/^DELETE .*blue.*\ngreen published$/s);
    expect(stands(world)).toHaveLength(1);
  });

  it('both at once are one batch', () => {
    const world = newWorld();
    ask(world, 'blue', first('b'));
    ask(world, 'green', second('g'));
    expect(look(world, 'blue', 'green')).toMatch(/^CREATE .*; CREATE .*\nblue published\ngreen published$/s);
  });

  it('equal set identifiers contest: the older load balancer has it, whatever the order of looks', () => {
    const world = newWorld();
    ask(world, 'blue', first('same'));
    ask(world, 'green', second('same'));
    look(world, 'green', 'blue');
    expect(look(world, 'green')).toBe('blue published\ngreen waiting: held by blue in the set "same"');
    expect(stands(world)).toHaveLength(1);
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(look(world, 'green')).toMatch(/^DELETE .*blue.*; CREATE .*green.*\ngreen published$/s);
  });
});

it.each(PAIRS.filter(({ place }) => place !== undefined))(
  '$policy: equal places contest',
  ({ first, place }) => {
    const world = newWorld();
    ask(world, 'blue', first('b'));
    ask(world, 'green', first('g'));
    look(world, 'blue', 'green');
    expect(look(world, 'green')).toBe(`blue published\ngreen waiting: held by blue for ${place}`);
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(look(world, 'green')).toMatch(/^DELETE .*blue.*; CREATE .*green.*\ngreen published$/s);
  },
);

it('a holder that was there first keeps its place against an older load balancer', () => {
  const world = newWorld();
  ask(world, 'older');
  ask(world, 'younger', latency('y', 'us-east-1'));
  look(world, 'younger');
  ask(world, 'older', latency('o', 'us-east-1'));
  expect(look(world, 'older', 'younger')).toBe(
    'older waiting: held by younger for region us-east-1\nyounger published',
  );
});

it('a simple record is alone: others wait for the whole name', () => {
  const world = newWorld();
  ask(world, 'blue', { kind: 'alias' });
  ask(world, 'green', weighted('g', 1));
  ask(world, 'red', { kind: 'alias' });
  look(world, 'blue', 'green', 'red');
  expect(look(world, 'green')).toBe(
    [
      'blue published',
      'green waiting: held by blue as simple alias, this one asks for weighted alias',
      'red waiting: held by blue',
    ].join('\n'),
  );
});

it('weighted CNAMEs have one TTL, and the first one sets it', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, { kind: 'cname', ttl: 60 }));
  ask(world, 'green', weighted('g', 1, { kind: 'cname', ttl: 300 }));
  look(world, 'blue');
  expect(look(world, 'green')).toBe(
    'blue published\ngreen waiting: held by blue as weighted CNAME with a TTL of 60 s, this one asks for weighted CNAME with a TTL of 300 s',
  );
});

it('an alias of IPv6 alone shares with one of both', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, { types: ['A', 'AAAA'] }));
  ask(world, 'green', weighted('g', 1, { types: ['AAAA'] }));
  look(world, 'blue', 'green');
  expect(stands(world)).toEqual([
    'A alias to blue (set b, weight 1)',
    'AAAA alias to blue (set b, weight 1)',
    'AAAA alias to green (set g, weight 1)',
  ]);
});

it('who replaces a holder of its line comes before older ones', () => {
  const world = newWorld();
  ask(world, 'old', latency('o', 'us-east-1'));
  ask(world, 'stranger', latency('s', 'us-east-1'));
  ask(world, 'new', latency('n', 'us-east-1'));
  for (const each of world.balancers.values())
    if (each.name !== 'stranger') Object.assign(each, { line: 'l' });
  look(world, 'old', 'stranger', 'new');
  ask(world, 'old');
  look(world, 'old');
  expect(lookTwice(world, 'old')).toContain('stranger waiting: new comes first for region us-east-1');
  expect(look(world, 'new')).toContain('new published\nstranger waiting: held by new for region us-east-1');
});

it('of the same age the smaller id comes first, whoever looks', () => {
  for (const names of [['green'], ['blue'], ['green', 'blue']]) {
    const world = newWorld();
    ask(world, 'green', ALIAS);
    ask(world, 'blue', ALIAS);
    for (const each of world.balancers.values()) Object.assign(each, { age: 0 });
    look(world, ...names);
    look(world, 'green', 'blue');
    if (names.length === 2) expect(stands(world)).toEqual(['A alias to blue']);
    expect(stands(world)).toHaveLength(1);
  }
});

it('who has another set of the name comes before an older newcomer, also before one of its line', () => {
  const world = newWorld();
  ask(world, 'older');
  ask(world, 'blue', latency('b', 'us-east-1'));
  ask(world, 'green', latency('g', 'eu-west-1'));
  for (const each of world.balancers.values()) Object.assign(each, { line: 'l' });
  look(world, 'blue', 'green');
  ask(world, 'older', latency('o', 'sa-east-1'));
  ask(world, 'green', latency('g', 'sa-east-1'));
  expect(look(world, 'older', 'green')).toBe(
    [
      'DELETE A alias to green (set g, latency eu-west-1); CREATE A alias to green (set g, latency sa-east-1)',
      'blue published',
      'green published',
      'older waiting: held by green for region sa-east-1',
    ].join('\n'),
  );
});

it('a set that vanished in Route 53 comes back for who held it last, before one that has another', () => {
  const world = newWorld();
  ask(world, 'older', latency('o', 'eu-west-1'));
  ask(world, 'blue', latency('b', 'us-east-1'));
  look(world, 'older', 'blue');
  world.zone.entries = world.zone.entries.filter(({ set }) => set.setId !== 'b');
  ask(world, 'older', latency('o', 'us-east-1'));
  expect(told(world, run(world, [lbNamed('older'), lbNamed('blue')], 'none', true))).toBe(
    'CREATE A alias to blue (set b, latency us-east-1)\nblue published\nolder waiting: held by blue for region us-east-1',
  );
});

it('who held a set last does not displace one that stands', () => {
  const world = newWorld();
  ask(world, 'blue', latency('b', 'us-east-1'));
  ask(world, 'green', latency('g', 'eu-west-1'));
  look(world, 'blue', 'green');
  world.zone.entries = world.zone.entries.filter(({ set }) => set.setId !== 'b');
  ask(world, 'blue', latency('b', 'eu-west-1'));
  expect(told(world, run(world, [lbNamed('blue')], 'none', true))).toBe(
    'blue waiting: held by green for region eu-west-1\ngreen published',
  );
});
