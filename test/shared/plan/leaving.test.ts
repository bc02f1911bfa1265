import { expect, it } from 'vitest';
import type { Check } from '../../../shared/plan/observation.ts';
import { run } from './model/run.ts';
import { ask, look, lookTwice, stands } from './model/told.ts';
import { ALIAS, latency, lbNamed, weighted } from './model/wishes.ts';
import { advance, newWorld, type World } from './model/world.ts';

const UNBOUND: Check = { kind: 'unbound', because: 'object', reason: 'its Service is not there' };
const UNSERVED: Check = { kind: 'unserved', at: 0, stale: false, reason: 'no host covers it' };

/** Whose hints are due now. */
const due = ({ hints, now }: World): string[] => [...hints].filter(([, at]) => at <= now).map(([lb]) => lb);

it('the last record stays while somebody is not bound yet, for an hour', () => {
  const world = newWorld();
  ask(world, 'blue', ALIAS);
  look(world, 'blue');
  ask(world, 'green', weighted('g', 1), UNBOUND);
  look(world, 'green');
  ask(world, 'blue');
  expect(lookTwice(world, 'blue')).toContain(
    'blue leaving: the load balancer is gone or no longer asks for it',
  );
  expect(stands(world)).toEqual(['A alias to blue']);
  advance(world, world.now + 3_600_000);
  expect(look(world, 'blue')).toBe('DELETE A alias to blue\ngreen not bound yet: its Service is not there');
});

it('a set goes at the second look, though another one that shares the name asks for a new shape', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'green', ALIAS);
  look(world, 'green');
  ask(world, 'blue');
  expect(lookTwice(world, 'blue')).toBe(
    'DELETE A alias to blue (set b, weight 1)\ngreen waiting: about to be looked at again and written',
  );
  expect(look(world, 'green')).toBe(
    'DELETE A alias to green (set g, weight 1); CREATE A alias to green\ngreen published',
  );
});

it('what one look missed keeps the place that it stands in, whatever it asked for last', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'blue', ALIAS);
  look(world, 'blue');
  ask(world, 'green');
  lookTwice(world, 'green');
  // Only blue is left, and asks for another shape, unserved by now.
  ask(world, 'blue', latency('b', 'us-east-1'), UNSERVED);
  look(world, 'blue');
  ask(world, 'red', weighted('r', 1));
  expect(look(world, 'red')).toMatch(/^CREATE A alias to red .*\nblue leaving.*\nred published$/);
});

it('a record that was left to a successor, and that this one did not replace, is looked at again', () => {
  const world = newWorld();
  ask(world, 'blue', latency('b', 'us-east-1'));
  look(world, 'blue');
  ask(world, 'green', ALIAS);
  look(world, 'green');
  ask(world, 'blue');
  // The last one: it stays for green, which waits.
  expect(lookTwice(world, 'blue')).toContain('green waiting: about to be looked at again and written');
  // Green thinks better of it and comes beside it: nobody will replace blue's any more.
  ask(world, 'green', latency('g', 'eu-west-1'));
  expect(look(world, 'green')).toMatch(/^CREATE A alias to green .*\nblue leaving/);
  expect(due(world)).toContain(lbNamed('blue'));
  expect(look(world, 'blue')).toMatch(/^DELETE A alias to blue .*\ngreen published$/);
});

it('the last record is left to whoever waits, of any shape, and its load balancer is not called again', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', ALIAS);
  look(world, 'blue');
  look(world, 'green');
  ask(world, 'blue');
  lookTwice(world, 'blue');
  expect(world.row.claims[`${lbNamed('blue')}|b`]?.reason).toContain(
    `its record stays until ${lbNamed('green')} takes over`,
  );
  run(world, [], 'none', true);
  expect(due(world)).toEqual([lbNamed('green')]);
});

it('a record that somebody living asks for is not looked at again and again', () => {
  const world = newWorld();
  ask(world, 'blue', latency('b', 'us-east-1'));
  ask(world, 'green', latency('g', 'eu-west-1'));
  look(world, 'blue', 'green');
  ask(world, 'red', latency('r', 'us-east-1'));
  look(world, 'red');
  ask(world, 'blue');
  lookTwice(world, 'blue');
  look(world, 'green');
  expect(due(world)).toEqual([lbNamed('red')]);
  expect(world.row.claims[`${lbNamed('blue')}|b`]?.reason).toContain(
    `its record stays until ${lbNamed('red')} takes over`,
  );
});

it('two that leave, and asked for something else before, do not call for each other', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'blue', ALIAS);
  look(world, 'blue');
  world.hints.clear();
  ask(world, 'blue');
  look(world, 'blue');
  ask(world, 'green', latency('g', 'us-east-1'), UNSERVED);
  look(world, 'green');
  look(world, 'blue');
  expect(due(world)).toEqual([]);
});
