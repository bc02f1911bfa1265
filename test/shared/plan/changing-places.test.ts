import { describe, expect, it } from 'vitest';
import { run } from './model/run.ts';
import { ask, look, stands, told } from './model/told.ts';
import { failover, geolocation, latency, lbNamed, type Wish, weighted } from './model/wishes.ts';
import { newWorld } from './model/world.ts';

describe('two that change places', () => {
  const swap = (first: (place: 0 | 1) => Wish, second: (place: 0 | 1) => Wish) => {
    const world = newWorld();
    ask(world, 'blue', first(0));
    ask(world, 'green', second(1));
    look(world, 'blue', 'green');
    ask(world, 'blue', first(1));
    const waits = look(world, 'blue');
    ask(world, 'green', second(0));
    return { world, waits, swapped: look(world, 'green') };
  };
  const BOTH = /^DELETE .*; DELETE .*; CREATE .*; CREATE .*\nblue published\ngreen published$/;

  it('of failover, one after the other: the first waits, then both in one batch', () => {
    const ROLES = ['PRIMARY', 'SECONDARY'] as const;
    const { world, waits, swapped } = swap(
      (at) => failover('b', ROLES[at]),
      (at) => failover('g', ROLES[at]),
    );
    expect(waits).toBe('blue waiting: held by green for SECONDARY\ngreen published');
    expect(swapped).toMatch(BOTH);
    expect(stands(world)).toEqual([
      'A alias to blue (set b, failover SECONDARY)',
      'A alias to green (set g, failover PRIMARY)',
    ]);
  });

  it('of set identifiers', () => {
    const IDS = ['x', 'y'] as const;
    const { waits, swapped } = swap(
      (at) => weighted(IDS[at], 1),
      (at) => weighted(IDS[at], 1),
    );
    expect(waits).toBe('blue waiting: held by green in the set "y"\ngreen published');
    expect(swapped).toMatch(BOTH);
  });

  it('where the other cannot be looked at, its set makes way all the same, and it is hinted', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    ask(world, 'green', weighted('g', 1));
    look(world, 'blue', 'green');
    ask(world, 'blue', latency('b', 'us-east-1'));
    look(world, 'blue');
    ask(world, 'green', latency('g', 'eu-west-1'));
    const rounds = run(world, [lbNamed('green')], 'nobody else is looked at');
    expect(told(world, rounds)).toMatch(
      /^DELETE .*; DELETE .*; CREATE [^;]*\nblue waiting: about to be .*\ngreen published$/,
    );
    expect(world.hints.has(lbNamed('blue'))).toBe(true);
    expect(look(world, 'blue')).toBe(
      'CREATE A alias to blue (set b, latency us-east-1)\nblue published\ngreen published',
    );
  });

  it('eight in a ring: the last one’s run looks at all of them', () => {
    const world = newWorld();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    names.forEach((name, at) => {
      ask(world, name, geolocation(name, `C${at}`));
    });
    look(world, ...names);
    names.forEach((name, at) => {
      ask(world, name, geolocation(name, `C${(at + 1) % 8}`));
    });
    for (const name of names.slice(0, -1)) expect(look(world, name)).not.toContain('CREATE');
    expect(look(world, 'h')).toMatch(/^(DELETE [^;]*; ){8}(CREATE [^;]*; ){7}CREATE /);
    expect(look(world, ...names)).not.toContain('waiting');
  });
});
