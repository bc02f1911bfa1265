import { expect, it } from 'vitest';
import { run } from './model/run.ts';
import { ask, look, lookTwice, stands, told } from './model/told.ts';
import { ALIAS, latency, lbNamed, weighted } from './model/wishes.ts';
import { advance, newWorld, type World } from './model/world.ts';
import { NO_HEALTH_CHECK } from './model/zone.ts';

const MISSING = { healthCheckId: NO_HEALTH_CHECK };
const WHY = 'Route 53 refuses it: no health check hc-missing';

const isPending = (world: World) =>
  Object.values(world.row.claims)
    .filter(({ pending }) => pending !== undefined)
    .map(({ lb }) => lb);

it('the first of several that changes is sent alone, so that it does not suffer for another’s settings', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1, MISSING));
  const all = look(world, 'blue', 'green');
  expect(all).toMatch(
    /^CREATE .*; CREATE .* \(no health check hc-missing\)\nCREATE .*blue.*\nblue published\n/,
  );
  expect(all).toContain('green waiting: about to be looked at again and written');
  expect(world.hints.has(lbNamed('green'))).toBe(true);
  expect(look(world, 'green')).toMatch(new RegExp(`blue published\ngreen quarantined: ${WHY}$`));
  expect(isPending(world)).toEqual([lbNamed('green')]);
});

it('the one to blame goes first: it is refused alone, and the other is published by its own run', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  expect(isPending(world)).toEqual([lbNamed('blue')]);
  expect(world.hints.has(lbNamed('green'))).toBe(true);
  expect(look(world, 'green')).toMatch(
    new RegExp(`^CREATE .*green.*\nblue quarantined: ${WHY}\ngreen published$`),
  );
});

it('who only takes something away is not refused for another’s settings: it follows by its own run', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, { types: ['A', 'AAAA'] }));
  look(world, 'blue');
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1, MISSING));
  look(world, 'blue', 'green');
  expect(isPending(world)).toEqual([lbNamed('green')]);
  expect(world.hints.has(lbNamed('blue'))).toBe(true);
  expect(look(world, 'blue')).toMatch(/^DELETE AAAA alias to blue .*\nblue published\ngreen quarantined/);
});

it('what was refused is not sent again, whoever is looked at', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  look(world, 'green');
  for (const names of [['blue'], ['green'], ['blue', 'green']])
    expect(look(world, ...names)).toBe(`blue quarantined: ${WHY}\ngreen published`);
});

it('two that are refused do not call for each other without end', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  ask(world, 'green', weighted('g', 1, MISSING));
  look(world, 'blue');
  look(world, 'green');
  expect(isPending(world)).toHaveLength(2);
  expect(world.hints.size).toBe(0);
});

it('a hint by name has all of it tried again', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  look(world, 'blue');
  expect(told(world, run(world, [], 'none', true))).toBe(
    'blue waiting: about to be looked at again and written',
  );
  world.zone.hasHealthCheck = true;
  expect(world.hints.has(lbNamed('blue'))).toBe(true);
  expect(look(world, 'blue')).toBe('CREATE A alias to blue (set b, weight 1)\nblue published');
});

it('a change that is refused leaves what stood, and who asks for the new shape, too, waits', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  look(world, 'blue');
  ask(world, 'blue', latency('b', 'us-east-1', MISSING));
  look(world, 'blue');
  ask(world, 'green', latency('g', 'eu-west-1'));
  expect(look(world, 'green')).toBe(
    'blue published: in part\ngreen waiting: held by blue as weighted alias, this one asks for latency alias',
  );
  expect(stands(world)).toEqual(['A alias to blue (set b, weight 1)']);
});

it('who is refused and has nothing keeps the name from nobody, and no record from going', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  look(world, 'blue');
  ask(world, 'green', ALIAS);
  expect(look(world, 'green')).toContain('CREATE A alias to green');
  ask(world, 'green');
  // Tried once more, now that it is alone; in vain.
  expect(lookTwice(world, 'green')).toContain('blue waiting: about to be looked at again and written');
  look(world, 'blue');
  expect(world.hints.has(lbNamed('green'))).toBe(true);
  expect(look(world, 'green')).toBe(`DELETE A alias to green\nblue quarantined: ${WHY}`);
});

it('who leaves does not hang on what is refused in the same run', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  look(world, 'blue', 'green');
  ask(world, 'blue');
  look(world, 'blue');
  advance(world, world.now + 61_000);
  ask(world, 'green', weighted('g', 1, MISSING));
  look(world, 'blue', 'green');
  expect(isPending(world)).toEqual([lbNamed('green')]);
  expect(world.hints.has(lbNamed('blue'))).toBe(true);
  expect(look(world, 'blue')).toBe('DELETE A alias to blue (set b, weight 1)\ngreen published: in part');
});

it('what is tried again must not take what others have by now', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  look(world, 'blue');
  ask(world, 'blue', latency('b', 'us-east-1', MISSING));
  look(world, 'blue');
  ask(world, 'green', weighted('g', 1));
  look(world, 'green');
  world.zone.hasHealthCheck = true;
  expect(told(world, run(world, [lbNamed('blue')], 'none', true))).toBe(
    'blue waiting: held by green as weighted alias, this one asks for latency alias\ngreen published',
  );
  expect(stands(world)).toHaveLength(2);
});

it('other wishes than those refused are tried at once, on a read of the name', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  look(world, 'blue');
  ask(world, 'blue', weighted('b', 1));
  expect(look(world, 'blue')).toBe('CREATE A alias to blue (set b, weight 1)\nblue published');
});

it('a refusal is forgotten with the wishes that it was about', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1, MISSING));
  look(world, 'blue');
  ask(world, 'blue', weighted('b', 1), { kind: 'stale', note: 'by an old survey' });
  expect(look(world, 'blue')).toBe('blue waiting: a fresh survey of its cluster is awaited');
});

it('so are other wishes for a set that stands', () => {
  const world = newWorld();
  ask(world, 'blue', weighted('b', 1));
  look(world, 'blue');
  ask(world, 'blue', weighted('b', 1, MISSING));
  look(world, 'blue');
  ask(world, 'blue', weighted('b', 2));
  const [round] = run(world, [lbNamed('blue')]);
  expect(round?.input.listing).toBeDefined();
  expect(round?.answer).toBe('applied');
});

it('the policy plan sends nothing and says by claim what it would do', () => {
  const world = newWorld();
  world.policy = 'plan';
  ask(world, 'blue', weighted('b', 1));
  ask(world, 'green', weighted('g', 1));
  ask(world, 'red', ALIAS);
  const both =
    'policy is plan, nothing is written; it would CREATE A alias to blue (set b, weight 1); CREATE A alias to green (set g, weight 1)';
  look(world, 'blue', 'green', 'red');
  const reasons = Object.values(world.row.claims).map(({ lb, outcome, reason }) => [lb, outcome, reason]);
  expect(reasons).toEqual([
    [lbNamed('blue'), 'held back', both],
    [lbNamed('green'), 'held back', both],
    [lbNamed('red'), 'waiting', expect.stringContaining('blue comes first as weighted alias')],
  ]);
  expect(world.row.sent).toEqual([]);
  expect(stands(world)).toEqual([]);
  world.policy = 'sync';
  expect(look(world, 'blue', 'green')).toMatch(
    /^CREATE .*; CREATE .*\nblue published\ngreen published\nred waiting/,
  );
});
