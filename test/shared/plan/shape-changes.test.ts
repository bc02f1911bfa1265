import { describe, expect, it } from 'vitest';
import { ask, look, lookTwice, stands } from './model/told.ts';
import { ALIAS, CNAME, failover, latency, type Wish, weighted } from './model/wishes.ts';
import { advance, newWorld } from './model/world.ts';

/** Shapes that a name can go through one after the other. */
const SHAPES: Readonly<Record<string, Wish>> = {
  'a simple alias': ALIAS,
  'a simple CNAME': CNAME,
  'a weighted alias': weighted('b', 1),
  'a weighted CNAME': weighted('b', 1, { kind: 'cname', ttl: 60 }),
  'a weighted CNAME with another TTL': weighted('b', 1, { kind: 'cname', ttl: 300 }),
  latency: latency('b', 'us-east-1'),
  'a failover alias for both families': failover('b', 'PRIMARY', { types: ['A', 'AAAA'] }),
};
const CHANGES = Object.keys(SHAPES).flatMap((from) =>
  Object.keys(SHAPES).flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

describe('by the only holder', () => {
  it.each(CHANGES)('from %s to %s: one batch, and back', (from, to) => {
    const world = newWorld();
    ask(world, 'blue', SHAPES[from]);
    look(world, 'blue');
    const before = stands(world);
    for (const wish of [SHAPES[to], SHAPES[from]]) {
      ask(world, 'blue', wish);
      expect(look(world, 'blue')).toMatch(/^DELETE .*; CREATE .*\nblue published$/);
    }
    expect(stands(world)).toEqual(before);
  });

  it('a changed set identifier is one batch', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    look(world, 'blue');
    ask(world, 'blue', weighted('renamed', 1));
    expect(look(world, 'blue')).toBe(
      'DELETE A alias to blue (set b, weight 1); CREATE A alias to blue (set renamed, weight 1)\nblue published',
    );
    expect(Object.keys(world.row.holders)).toEqual(['renamed']);
  });
});

describe('where two share the name', () => {
  const shared = () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    ask(world, 'green', weighted('g', 1));
    look(world, 'blue', 'green');
    return world;
  };

  it('one alone waits, and what it had stays', () => {
    const world = shared();
    ask(world, 'blue', ALIAS);
    expect(look(world, 'blue')).toBe(
      'blue waiting: held by green as weighted alias, this one asks for simple alias\ngreen published',
    );
    expect(stands(world)).toHaveLength(2);
    expect(look(world, 'blue', 'green')).toContain('blue waiting');
  });

  it('one alone that thinks better of it is where it was, and nothing was sent', () => {
    const world = shared();
    ask(world, 'blue', ALIAS);
    look(world, 'blue');
    ask(world, 'blue', weighted('b', 1));
    expect(look(world, 'blue')).toBe('blue published\ngreen published');
  });

  it('one after the other: the second one’s run looks at the first, and both change in one batch', () => {
    const world = shared();
    ask(world, 'blue', latency('b', 'us-east-1'));
    look(world, 'blue');
    ask(world, 'green', latency('g', 'eu-west-1'));
    expect(look(world, 'green')).toMatch(
      /^DELETE .*; DELETE .*; CREATE .*; CREATE .*\nblue pub.*\ngreen pub.*$/,
    );
  });

  it('both in one run: one batch', () => {
    const world = shared();
    ask(world, 'blue', latency('b', 'us-east-1'));
    ask(world, 'green', latency('g', 'eu-west-1'));
    expect(look(world, 'blue', 'green')).toMatch(/^DELETE .*; DELETE .*; CREATE .*; CREATE .*\n/);
  });

  it('to what only one can have: the older one has it, the other waits, its set goes in the same batch', () => {
    const world = shared();
    ask(world, 'blue', ALIAS);
    ask(world, 'green', ALIAS);
    expect(look(world, 'blue', 'green')).toBe(
      [
        'DELETE A alias to blue (set b, weight 1); DELETE A alias to green (set g, weight 1); CREATE A alias to blue',
        'blue published',
        'green waiting: held by blue',
      ].join('\n'),
    );
  });

  it('the last of them leaves, with a simple claimant waiting: it stays until that one’s run replaces it', () => {
    const world = shared();
    ask(world, 'red', ALIAS);
    look(world, 'red');
    ask(world, 'blue');
    expect(lookTwice(world, 'blue')).toMatch(/^DELETE .*blue.*\ngreen published\nred waiting/);
    ask(world, 'green');
    expect(lookTwice(world, 'green')).toBe(
      'green leaving: the load balancer is gone or no longer asks for it, first seen 2026-01-01T12:01:01.000Z\nred waiting: about to be looked at again and written',
    );
    expect(world.hints.has('classic/us-east-1/red')).toBe(true);
    expect(look(world, 'red')).toBe(
      'DELETE A alias to green (set g, weight 1); CREATE A alias to red\nred published',
    );
  });

  it('its load balancer vanishes: its set goes at the second look, though a simple claimant waits for the other', () => {
    const world = shared();
    ask(world, 'red', ALIAS);
    look(world, 'red');
    for (const each of world.balancers.values()) if (each.name === 'blue') each.gone = true;
    look(world, 'blue');
    expect(stands(world)).toHaveLength(2);
    advance(world, world.now + 59_000);
    look(world, 'blue');
    expect(stands(world)).toHaveLength(2);
    advance(world, world.now + 1_000);
    look(world, 'blue');
    expect(stands(world)).toEqual(['A alias to green (set g, weight 1)']);
  });

  it('a set that somebody living asks for stays until that one’s run takes it over', () => {
    const world = shared();
    ask(world, 'red', weighted('b', 5));
    look(world, 'red');
    ask(world, 'blue');
    expect(lookTwice(world, 'blue')).not.toContain('DELETE');
    expect(look(world, 'red')).toBe(
      'DELETE A alias to blue (set b, weight 1); CREATE A alias to red (set b, weight 5)\ngreen published\nred published',
    );
  });
});

it('a name that is moved to another label, with other settings of the same load balancer, changes in one batch', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('of-one-label', 10));
  look(world, 'blue');
  ask(world, 'blue', weighted('of-another', 20, { types: ['A', 'AAAA'] }));
  expect(look(world, 'blue')).toBe(
    'DELETE A alias to blue (set of-one-label, weight 10); CREATE A alias to blue (set of-another, weight 20); CREATE AAAA alias to blue (set of-another, weight 20)\nblue published',
  );
});
