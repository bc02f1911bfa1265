import { expect, it } from 'vitest';
import type { Check } from '../../../shared/plan/observation.ts';
import { ask, look, lookTwice, stands } from './model/told.ts';
import { ALIAS, lbNamed, weighted } from './model/wishes.ts';
import { advance, balancer, newWorld, type World } from './model/world.ts';

const AWAY: Check = { kind: 'unbound', because: 'cluster', reason: 'the API server does not answer' };
const OLD: Check = { kind: 'unbound', because: 'survey', reason: 'too old; a fresh one is asked for' };

/** Blue asks for the set of green, and nobody can judge that. */
function hindered(): World {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'blue', weighted('g', 1), AWAY);
  look(world, 'blue');
  return world;
}

it('what keeps a cluster from judging a change is told until a survey says otherwise, and written once', () => {
  const world = hindered();
  const told = { ...world.row, rev: '' };
  expect(Object.values(told.claims).map(({ hindrance }) => hindrance)).toContain(AWAY.reason);
  ask(world, 'blue', weighted('g', 1), OLD);
  look(world, 'blue');
  expect({ ...world.row, rev: '' }).toEqual(told);
});

it('a set of one that left is kept for an hour for one that its cluster cannot judge', () => {
  const world = hindered();
  ask(world, 'green');
  lookTwice(world, 'green');
  expect(Object.values(world.row.claims).find(({ lb }) => lb === lbNamed('green'))).toMatchObject({
    outcome: 'leaving',
    reason: expect.stringMatching(
      /its record stays until classic\/us-east-1\/blue takes over, for an hour at most$/,
    ),
  });
  expect(stands(world)).toEqual(['A alias to blue (set b, weight 1)', 'A alias to green (set g, weight 1)']);
  advance(world, world.now + 3_600_000);
  world.hints.clear();
  look(world, 'blue');
  expect(world.hints.has(lbNamed('green'))).toBe(true);
  expect(look(world, 'green')).toMatch(/^DELETE A alias to green \(set g, weight 1\)\n/);
  expect(look(world, 'blue')).toContain('CREATE A alias to blue (set g, weight 1)');
});

it('who loses its record while its cluster cannot judge it is not bound yet from then on', () => {
  const world = newWorld();
  ask(world, 'blue', ALIAS);
  look(world, 'blue');
  ask(world, 'blue', ALIAS, AWAY);
  ask(world, 'green', ALIAS);
  balancer(world, 'green').priority = 1;
  balancer(world, 'green').isReady = true;
  expect(look(world, 'green')).toMatch(/^DELETE A alias to blue; CREATE A alias to green\n/);
  const told = { ...world.row, rev: '' };
  expect(Object.values(told.claims)[0]).toMatchObject({
    outcome: 'not bound yet',
    reason: AWAY.reason,
    unboundSince: world.now,
  });
  look(world, 'blue');
  expect({ ...world.row, rev: '' }).toEqual(told);
});

it('nor is one bound whose own set another takes while it waits to be judged for the next', () => {
  const world = hindered();
  ask(world, 'red', weighted('b', 7));
  expect(look(world, 'red')).toMatch(/^DELETE A alias to blue \(set b, weight 1\); CREATE A alias to red /);
  const told = { ...world.row, rev: '' };
  look(world, 'blue');
  expect({ ...world.row, rev: '' }).toEqual(told);
});
