import { describe, expect, it } from 'vitest';
import { ask, look, lookTwice, stands } from './model/told.ts';
import { ALIAS, geoproximity, lbNamed, type Wish, weighted } from './model/wishes.ts';
import { newWorld, type World } from './model/world.ts';

const name = (at: number): string => `lb-${String(at).padStart(3, '0')}`;

function fill(world: World, count: number, wish: (at: number) => Wish): void {
  const names = Array.from({ length: count }, (_, at) => name(at));
  names.forEach((each, at) => {
    ask(world, each, wish(at));
  });
  look(world, ...names);
}

describe.each([
  { policy: 'weighted', most: 100, wish: (at: number) => weighted(`set-${at}`, 1) },
  { policy: 'geoproximity', most: 30, wish: (at: number) => geoproximity(`set-${at}`, `region-${at}`) },
])('$policy: $most sets of one name', ({ most, wish }) => {
  it('are all that there can be: a further one waits', () => {
    const world = newWorld();
    fill(world, most, wish);
    expect(stands(world)).toHaveLength(most);
    ask(world, 'late', wish(most));
    expect(look(world, 'late')).toContain(
      `late waiting: held by ${name(most - 1)} as the last of ${most} sets, all that Route 53 takes of one name`,
    );
  });

  it('of which one goes: the next one comes, once it is looked at', () => {
    const world = newWorld();
    fill(world, most, wish);
    ask(world, 'late', wish(most));
    look(world, 'late');
    ask(world, name(0));
    lookTwice(world, name(0));
    expect(world.hints.has(lbNamed('late'))).toBe(true);
    expect(look(world, 'late')).toContain('late published');
    expect(stands(world)).toHaveLength(most);
  });

  it('of which one wants another place and waits: it keeps what it has, and nobody joins meanwhile', () => {
    const world = newWorld();
    fill(world, most, wish);
    ask(world, name(0), wish(1));
    look(world, name(0));
    ask(world, 'late', wish(most));
    const before = stands(world);
    expect(look(world, 'late')).toContain('late waiting');
    expect(stands(world)).toEqual(before);
    expect(look(world, name(0), 'late')).toContain('late waiting');
  });

  it('of which the load balancer of one is gone: the next one takes its room at once', () => {
    const world = newWorld();
    fill(world, most, wish);
    for (const each of world.balancers.values()) if (each.name === name(0)) each.gone = true;
    look(world, name(0));
    ask(world, 'late', wish(most));
    expect(look(world, 'late')).toMatch(/^DELETE A alias to lb-000 [^;]*; CREATE A alias to late [^;]*\n/);
    expect(stands(world)).toHaveLength(most);
  });

  it('that all wish to be simple are a change of shape in one batch', () => {
    const world = newWorld();
    fill(world, most, wish);
    fill(world, most, () => ALIAS);
    expect(stands(world)).toEqual([`A alias to ${name(0)}`]);
  });
});

describe('more than a batch holds', () => {
  const long = (at: number, weight: number): Wish =>
    weighted(`set-${at}`, weight, { types: ['A', 'AAAA'], target: `${name(at)}.${'x'.repeat(200)}` });

  it('is written in as many runs as it takes, and the rest is hinted', () => {
    const world = newWorld();
    fill(world, 90, (at) => long(at, 1));
    const first = stands(world).length;
    expect(first).toBeGreaterThan(100);
    expect(first).toBeLessThan(180);
    expect(world.hints.size).toBe(90 - first / 2);
    look(world, ...Array.from({ length: 90 }, (_, at) => name(at)));
    expect(stands(world)).toHaveLength(180);
  });

  it('of a change that cannot be divided is refused with what to do', () => {
    const world = newWorld();
    fill(world, 90, (at) => long(at, 1));
    look(world, ...Array.from({ length: 90 }, (_, at) => name(at)));
    const names = Array.from({ length: 90 }, (_, at) => name(at));
    for (const each of names) ask(world, each, ALIAS);
    const before = stands(world);
    expect(look(world, ...names)).toMatch(/lb-000 published: in part/);
    expect(world.row.claims[`${lbNamed(name(0))}|`]?.reason).toContain('one batch');
    expect(stands(world)).toEqual(before);
  });
});
