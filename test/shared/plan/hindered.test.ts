import { expect, it } from 'vitest';
import type { Check } from '../../../shared/plan/observation.ts';
import { ask, look } from './model/told.ts';
import { weighted } from './model/wishes.ts';
import { newWorld } from './model/world.ts';

const AWAY: Check = { kind: 'unbound', because: 'cluster', reason: 'the API server does not answer' };
const OLD: Check = { kind: 'unbound', because: 'survey', reason: 'too old; a fresh one is asked for' };

it('what keeps a cluster from judging a change is told until a survey says otherwise, and written once', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'blue', weighted('g', 1), AWAY);
  look(world, 'blue');
  const told = { ...world.row, rev: '' };
  expect(Object.values(told.claims).map(({ hindrance }) => hindrance)).toContain(AWAY.reason);
  ask(world, 'blue', weighted('g', 1), OLD);
  look(world, 'blue');
  expect({ ...world.row, rev: '' }).toEqual(told);
});
