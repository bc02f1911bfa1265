import { describe, expect, it } from 'vitest';
import type { Check } from '../../../shared/plan/observation.ts';
import { ask, look, lookTwice, stands } from './model/told.ts';
import { ALIAS, latency, weighted } from './model/wishes.ts';
import { newWorld } from './model/world.ts';

const CHECKS: readonly Extract<Check, { kind: 'refused' }>[] = [
  { kind: 'refused', outcome: 'refused', reason: 'weight 300 is more than 255' },
  { kind: 'refused', outcome: 'kept', reason: 'its cluster is not in the settings' },
];

describe.each(CHECKS)('settings $outcome', (check) => {
  const { outcome, reason } = check;

  it('keep what stands, however often it is looked at', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1, { types: ['A', 'AAAA'] }));
    look(world, 'blue');
    const before = stands(world);
    ask(world, 'blue', ALIAS, check);
    for (let looks = 0; looks < 3; looks += 1)
      expect(lookTwice(world, 'blue')).toBe(`blue ${outcome}: ${reason}`);
    expect(stands(world)).toEqual(before);
  });

  it('get nothing new', () => {
    const world = newWorld();
    ask(world, 'blue', ALIAS, check);
    expect(look(world, 'blue')).toBe('');
    expect(stands(world)).toEqual([]);
  });

  it('keep the shape: others join it, and wait with another one', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    look(world, 'blue');
    ask(world, 'blue', ALIAS, check);
    look(world, 'blue');
    ask(world, 'green', weighted('g', 1));
    ask(world, 'red', latency('r', 'us-east-1'));
    expect(look(world, 'red', 'green')).toBe(
      [
        'CREATE A alias to green (set g, weight 1)',
        `blue ${outcome}: ${reason}`,
        'green published',
        'red waiting: held by blue as weighted alias, this one asks for latency alias',
      ].join('\n'),
    );
  });

  it('keep their place against one of their line and an older one, also in a run that does not look at them', () => {
    const world = newWorld();
    ask(world, 'older');
    ask(world, 'blue', ALIAS);
    look(world, 'blue');
    ask(world, 'blue', weighted('b', 1), check);
    look(world, 'blue');
    ask(world, 'older', ALIAS);
    expect(look(world, 'older')).toBe(`blue ${outcome}: ${reason}\nolder waiting: held by blue`);
    expect(look(world, 'older', 'blue')).toBe(`blue ${outcome}: ${reason}\nolder waiting: held by blue`);
  });

  it('that are good again are carried out', () => {
    const world = newWorld();
    ask(world, 'blue', weighted('b', 1));
    look(world, 'blue');
    ask(world, 'blue', weighted('b', 2), check);
    look(world, 'blue');
    ask(world, 'blue', weighted('b', 2));
    expect(look(world, 'blue')).toBe(
      'DELETE A alias to blue (set b, weight 1); CREATE A alias to blue (set b, weight 2)\nblue published',
    );
  });

  it('of a tag that is gone keep nothing', () => {
    const world = newWorld();
    ask(world, 'blue', ALIAS);
    look(world, 'blue');
    ask(world, 'blue', ALIAS, check);
    look(world, 'blue');
    ask(world, 'blue');
    expect(lookTwice(world, 'blue')).toBe('DELETE A alias to blue');
  });
});
