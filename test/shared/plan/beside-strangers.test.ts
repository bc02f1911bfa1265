import { describe, expect, it } from 'vitest';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import { run } from './model/run.ts';
import { ask, look, lookTwice, stands, told } from './model/told.ts';
import { ALIAS, CNAME, latency, lbNamed, recordsOf, type Wish, weighted } from './model/wishes.ts';
import { advance, balancer, newWorld, type World } from './model/world.ts';
import { applyBatch } from './model/zone.ts';

const THEIRS = recordsOf('theirs', weighted('theirs', 1)) as [RecordSet];

/** Somebody else writes it, as Route 53 lets him. */
function stranger(world: World, ...creates: readonly RecordSet[]): void {
  expect(applyBatch(world.zone, { deletes: [], creates }, 'them')).toBeUndefined();
}

describe('somebody else’s set of the same policy joins ours', () => {
  const joined = () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    look(world, 'blue');
    stranger(world, ...THEIRS);
    return world;
  };
  const BLOCKED = 'published by another: A alias to theirs (set theirs, weight 1)';

  it('ours can change its weight', () => {
    const world = joined();
    ask(world, 'blue', weighted('b', 50));
    expect(look(world, 'blue')).toBe(
      'DELETE A alias to blue (set b, weight 1); CREATE A alias to blue (set b, weight 50)\nblue published',
    );
  });

  it('ours can be handed over in its place', () => {
    const world = joined();
    ask(world, 'green', weighted('b', 7));
    look(world, 'green');
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(look(world, 'green')).toBe(
      'DELETE A alias to blue (set b, weight 1); CREATE A alias to green (set b, weight 7)\ngreen published',
    );
  });

  it('no further one of ours joins', () => {
    const world = joined();
    ask(world, 'green', weighted('g', 1));
    expect(look(world, 'green')).toBe(`blue published\ngreen refused: ${BLOCKED}`);
  });

  it('a changed set identifier would be a further one: refused, and the old one stays', () => {
    const world = joined();
    ask(world, 'blue', weighted('renamed', 1));
    expect(look(world, 'blue')).toBe('blue published: in part');
    expect(stands(world)).toHaveLength(2);
  });

  it.each<[string, Wish]>([
    ['simple', ALIAS],
    ['another policy', latency('b', 'us-east-1')],
    ['a CNAME', CNAME],
  ])('no change of shape to %s: the set stays', (_, wish) => {
    const world = joined();
    const before = stands(world);
    ask(world, 'blue', wish);
    expect(look(world, 'blue')).toBe('blue published: in part');
    expect(stands(world)).toEqual(before);
    expect(look(world, 'blue')).toBe('blue published: in part');
  });

  it('ours is withdrawn, and theirs stays', () => {
    const world = joined();
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(stands(world)).toEqual(['A alias to theirs (set theirs, weight 1)']);
  });

  it('what is refused stays where it is: who cannot stand beside it waits, and who can changes', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    ask(world, 'green', weighted('g', 1));
    look(world, 'blue', 'green');
    stranger(world, ...THEIRS);
    ask(world, 'blue', weighted('renamed', 1));
    ask(world, 'green', weighted('g', 2));
    expect(look(world, 'blue', 'green')).toBe(
      'DELETE A alias to green (set g, weight 1); CREATE A alias to green (set g, weight 2)\nblue published: in part\ngreen published',
    );
    ask(world, 'red', latency('r', 'us-east-1'));
    expect(look(world, 'red')).toContain(
      'red waiting: held by blue as weighted alias, this one asks for latency alias',
    );
  });
});

it('a changed TTL of weighted CNAMEs is found out by a read, not by a refusal', () => {
  const world = newWorld();
  const withTtl = (ttl: number) => weighted('b', 1, { kind: 'cname', ttl });
  ask(world, 'blue', withTtl(60));
  look(world, 'blue');
  stranger(world, ...recordsOf('theirs', weighted('theirs', 1, { kind: 'cname', ttl: 60 })));
  ask(world, 'blue', withTtl(300));
  expect(look(world, 'blue')).toBe('blue published: in part');
});

it('who leaves goes, though the wishes of another in the same run are refused', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  stranger(world, ...THEIRS);
  ask(world, 'blue');
  look(world, 'blue');
  advance(world, world.now + 61_000);
  ask(world, 'green', latency('g', 'us-east-1'));
  expect(look(world, 'blue', 'green')).toBe(
    'DELETE A alias to blue (set b, weight 1)\ngreen published: in part',
  );
});

it('the last record of ours stays for one that somebody else’s record keeps out', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  look(world, 'blue');
  stranger(world, ...THEIRS);
  ask(world, 'blue');
  look(world, 'blue');
  advance(world, world.now + 61_000);
  ask(world, 'green', latency('g', 'us-east-1'));
  for (const names of [['blue', 'green'], ['blue'], ['green'], ['blue', 'green']])
    expect(look(world, ...names)).toMatch(/^blue leaving.*\ngreen refused: published by another/);
});

it.each([[['green', 'red']], [['red', 'green']]])(
  'and goes over to one that it does not keep out, whoever came first: looks at %s',
  (names) => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    look(world, 'blue');
    stranger(world, ...THEIRS);
    // The elder asks for another shape, which somebody else's record keeps out; the younger for the place of what stands.
    ask(world, 'green', latency('g', 'us-east-1'));
    ask(world, 'red', weighted('b', 7));
    look(world, 'green', 'red');
    for (const each of world.balancers.values()) if (each.name === 'blue') each.gone = true;
    lookTwice(world, 'blue');
    for (const name of [...names, ...names]) look(world, name);
    expect(look(world, 'green', 'red')).toBe(
      'green waiting: held by red as weighted alias, this one asks for latency alias\nred published',
    );
    expect(stands(world)).toEqual([
      'A alias to red (set b, weight 7)',
      'A alias to theirs (set theirs, weight 1)',
    ]);
  },
);

it('of two that would take a place, one that may is enough for its set to go', () => {
  const world = newWorld();
  ask(world, 'blue', latency('b', 'us-east-1'));
  look(world, 'blue');
  stranger(world, ...recordsOf('theirs', latency('theirs', 'sa-east-1')));
  // One by its set identifier, as a change of what stands; the other by its Region, as a further set.
  ask(world, 'green', latency('b', 'eu-west-1'));
  ask(world, 'red', latency('r', 'us-east-1'));
  look(world, 'green', 'red');
  for (const each of world.balancers.values()) if (each.name === 'blue') each.gone = true;
  look(world, 'blue');
  expect(look(world, 'green', 'red')).toMatch(
    /^DELETE A alias to blue .*; CREATE A alias to green .*\ngreen published\nred refused: published by another/,
  );
});

describe('a name that holds none of ours', () => {
  it.each<[string, Wish]>([
    ['a set of the same policy', weighted('g', 1)],
    ['a simple one', ALIAS],
    ['one of another type', weighted('g', 1, { types: ['AAAA'] })],
  ])('is not joined by %s', (_, wish) => {
    const world = newWorld();
    stranger(world, ...THEIRS);
    ask(world, 'green', wish);
    expect(look(world, 'green')).toMatch(/^green refused: published by another/);
  });

  it('nor is an identical set ours', () => {
    const world = newWorld();
    stranger(world, ...recordsOf('blue', weighted('b', 1)));
    ask(world, 'blue', weighted('b', 1));
    expect(look(world, 'blue')).toMatch(/^blue refused: published by another/);
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(stands(world)).toHaveLength(1);
  });
});

describe('records of other types', () => {
  it('keep an alias from becoming a CNAME; it stays', () => {
    const world = newWorld();
    ask(world, 'blue', ALIAS);
    look(world, 'blue');
    Object.assign(world.zone, { otherTypes: ['TXT'] });
    ask(world, 'blue', CNAME);
    expect(look(world, 'blue')).toBe('blue published: in part');
    expect(stands(world)).toEqual(['A alias to blue']);
    Object.assign(world.zone, { otherTypes: [] });
    expect(told(world, run(world, ['classic/us-east-1/blue'], 'none', true))).toBe(
      'DELETE A alias to blue; CREATE CNAME blue\nblue published',
    );
  });

  it('keep a CNAME from being created', () => {
    const world = newWorld();
    Object.assign(world.zone, { otherTypes: ['MX', 'TXT'] });
    ask(world, 'blue', CNAME);
    expect(look(world, 'blue')).toBe(
      'blue refused: a CNAME cannot stand beside records of other types, and the name has MX, TXT: ask for an alias, or take this name off the tag',
    );
  });
});

describe('in part', () => {
  const AAAA: RecordSet = { type: 'AAAA', setId: '', ttl: 60, values: ['2001:db8::1'] };

  it('one type is blocked, the other changes', () => {
    const world = newWorld();
    ask(world, 'blue', ALIAS);
    look(world, 'blue');
    stranger(world, AAAA);
    ask(world, 'blue', { ...ALIAS, types: ['A', 'AAAA'], target: 'moved' });
    expect(look(world, 'blue')).toBe(
      'DELETE A alias to blue; CREATE A alias to moved\nblue published: in part',
    );
    expect(look(world, 'blue')).toBe('blue published: in part');
  });

  it.each<[string, Wish]>([
    ['shape', latency('b', 'us-east-1', { types: ['A', 'AAAA'] })],
    ['set identifier', weighted('renamed', 1, { types: ['A', 'AAAA'] })],
  ])('of one %s: where one type is blocked on the way to another one, both stay', (_, wish) => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1, { types: ['A', 'AAAA'] }));
    look(world, 'blue');
    stranger(world, ...recordsOf('theirs', weighted('theirs', 1, { types: ['AAAA'] })));
    const before = stands(world);
    ask(world, 'blue', wish);
    expect(look(world, 'blue')).toBe('blue published: in part');
    expect(stands(world)).toEqual(before);
  });

  it('what a blocked one would have replaced stays, and so does the rest of it', () => {
    const world = newWorld();
    ask(world, 'blue', latency('b', 'us-east-1', { types: ['A', 'AAAA'] }));
    look(world, 'blue');
    stranger(world, ...recordsOf('theirs', latency('theirs', 'eu-west-1')));
    ask(world, 'green', latency('g', 'us-east-1'));
    look(world, 'green');
    ask(world, 'blue');
    lookTwice(world, 'blue');
    expect(look(world, 'green')).toMatch(/^blue leaving.*\ngreen refused: published by another/);
    expect(stands(world)).toHaveLength(3);
  });
});

it('what can be had in part is tried again after its attempt failed and another read the name', () => {
  const dual = (setId: string): Wish => weighted(setId, 1, { types: ['A', 'AAAA'] });
  const world = newWorld();
  ask(world, 'blue', dual('b'));
  look(world, 'blue');
  stranger(world, ...THEIRS);
  ask(world, 'green', dual('g'));
  run(world, [lbNamed('green')], 'lost before');
  expect(look(world, 'blue')).toBe('blue published\ngreen waiting: about to be looked at again and written');
  expect(look(world, 'green')).toBe(
    'CREATE AAAA alias to green (set g, weight 1)\nblue published\ngreen published: in part',
  );
});

it('a set is not kept for one that somebody else’s record keeps from its place', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'red', weighted('r', 1, { types: ['AAAA'] }));
  look(world, 'blue', 'red');
  stranger(world, ...THEIRS);
  ask(world, 'green', weighted('r', 2));
  look(world, 'green');
  ask(world, 'red');
  lookTwice(world, 'red');
  expect(look(world, 'green')).toContain('green refused: published by another');
  expect(look(world, 'red')).toContain('DELETE AAAA alias to red (set r, weight 1)');
});

it('two that somebody’s record keeps from what they ask for do not call for each other without end', () => {
  const types = ['A', 'AAAA'] as const;
  const world = newWorld();
  ask(world, 'blue', weighted('b', 255));
  ask(world, 'green', weighted('g', 10, { types }));
  look(world, 'blue', 'green');
  stranger(world, ...recordsOf('theirs', weighted('theirs', 1, { types: ['AAAA'] })));
  balancer(world, 'blue').priority = 3;
  ask(world, 'blue', { ...ALIAS, types });
  ask(world, 'green', weighted('green', 10, { types }));
  const before = stands(world);
  look(world, 'blue');
  look(world, 'green');
  const told = 'blue published: in part\ngreen published: in part';
  for (const name of ['blue', 'green', 'blue']) {
    world.hints.clear();
    expect(look(world, name)).toBe(told);
    expect(world.hints).toEqual(new Map());
  }
  expect(stands(world)).toEqual(before);
});

it.each<[string, 'A' | 'AAAA', Wish, string[]]>([
  ['the first', 'A', weighted('g', 1), ['A alias to blue (set b, weight 1)']],
  [
    'the one of more types',
    'AAAA',
    weighted('g', 1, { types: ['A', 'AAAA'] }),
    ['A alias to green (set g, weight 1)', 'AAAA alias to green (set g, weight 1)'],
  ],
])(
  'of several that go at once %s is the last, and stays for one that somebody’s record keeps out',
  (_, type, wish, last) => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1, { types: [type] }));
    ask(world, 'green', wish);
    look(world, 'blue', 'green');
    stranger(world, ...THEIRS);
    ask(world, 'blue');
    ask(world, 'green');
    ask(world, 'red', ALIAS);
    look(world, 'red', 'blue', 'green');
    advance(world, world.now + 61_000);
    look(world, 'blue', 'green');
    const left = [...last, 'A alias to theirs (set theirs, weight 1)'].sort();
    expect(stands(world)).toEqual(left);
    for (const names of [['blue'], ['green'], ['red'], ['blue', 'green', 'red']]) look(world, ...names);
    expect(stands(world)).toEqual(left);
  },
);

it('who cannot leave its set for a further one holds it, and gives way to one that comes first', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'red', weighted('r', 1));
  look(world, 'blue', 'red');
  stranger(world, ...THEIRS);
  ask(world, 'blue', weighted('new', 1));
  ask(world, 'green', weighted('b', 7));
  expect(look(world, 'green')).toMatch(
    /^blue .*\ngreen waiting: held by blue in the set "b"\nred published$/,
  );
  balancer(world, 'green').priority = 1;
  expect(look(world, 'green')).toMatch(
    /^DELETE A alias to blue \(set b, weight 1\); CREATE A alias to green \(set b, weight 7\)\n/,
  );
});
