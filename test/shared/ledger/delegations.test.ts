import { describe, expect, it } from 'vitest';
import {
  type Delegations,
  delegationOf,
  keepDelegations,
  unreadAncestors,
} from '../../../shared/ledger/delegations.ts';
import { emptyZoneRow } from '../../../shared/ledger/zone-row.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE = 60_000;
const ago = (minutes: number) => NOW - minutes * MINUTE;
const APEX = 'example.com';
const to = (minutes: number, ...servers: string[]) => ({ servers, at: ago(minutes) });

describe('a name is delegated', () => {
  it.each<[string, string, Delegations, string | undefined]>([
    ['by its parent', 'a.b.example.com', { 'b.example.com': to(5, 'ns') }, 'b.example.com'],
    ['by any ancestor', 'a.b.c.example.com', { 'c.example.com': to(5, 'ns') }, 'c.example.com'],
    [
      'by the one next to the apex, which sends away first',
      'a.b.c.example.com',
      { 'b.c.example.com': to(5, 'below'), 'c.example.com': to(5, 'ns') },
      'c.example.com',
    ],
    ['by itself', 'b.example.com', { 'b.example.com': to(5, 'ns') }, 'b.example.com'],
    [
      'as a wildcard by what it stands below',
      '*.b.example.com',
      { 'b.example.com': to(5, 'ns') },
      'b.example.com',
    ],
    ['whenever that was read', 'a.b.example.com', { 'b.example.com': to(600, 'ns') }, 'b.example.com'],
    ['not by what was read and is not', 'a.b.example.com', { 'b.example.com': to(5) }, undefined],
    ['not by a name beside it', 'a.b.example.com', { 'c.example.com': to(5, 'ns') }, undefined],
    ['not by the zone itself', 'example.com', { 'example.com': to(5, 'ns') }, undefined],
    ['not by a member that every object has', 'constructor.example.com', {}, undefined],
  ])('%s', (_, host, known, name) => {
    expect(delegationOf(host, APEX, known)?.name).toBe(name);
  });
});

describe('ancestors are read', () => {
  const host = 'a.b.c.example.com';
  it.each<[string, Delegations, readonly string[]]>([
    ['that nobody read', {}, ['c.example.com', 'b.c.example.com']],
    [
      'that nobody read within the hour',
      { 'c.example.com': to(61), 'b.c.example.com': to(60) },
      ['c.example.com'],
    ],
    [
      'delegated or not',
      { 'c.example.com': to(5, 'ns'), 'b.c.example.com': to(61, 'ns') },
      ['b.c.example.com'],
    ],
  ])('%s', (_, known, unread) => {
    expect(unreadAncestors(host, APEX, known, NOW)).toEqual(unread);
  });

  it('that nobody read since a given time', () => {
    const known = { 'c.example.com': to(10), 'b.c.example.com': to(30) };
    expect(unreadAncestors(host, APEX, known, NOW, ago(20))).toEqual(['b.c.example.com']);
  });
});

describe('the row of a zone', () => {
  const row = {
    ...emptyZoneRow('Z1'),
    delegations: { 'b.example.com': to(10), 'c.example.com': to(10, 'ns') },
  };

  it('takes the younger of two reads, whatever it says', () => {
    const kept = keepDelegations(row, { 'b.example.com': to(5, 'ns'), 'c.example.com': to(20) }, NOW);
    expect(kept.delegations).toEqual({ 'b.example.com': to(5, 'ns'), 'c.example.com': to(10, 'ns') });
    const back = keepDelegations(kept, { 'b.example.com': to(5) }, NOW);
    expect(back.delegations['b.example.com']).toEqual(to(5));
  });

  it.each<[string, Delegations]>([
    ['nothing', {}],
    ['what it has', { 'b.example.com': to(10) }],
    ['what is older', { 'b.example.com': to(11, 'ns') }],
  ])('is the very same after a read of %s', (_, read) => {
    expect(keepDelegations(row, read, NOW)).toBe(row);
  });

  it('forgets after a day what nobody has read', () => {
    const old = {
      ...row,
      delegations: { 'b.example.com': to(24 * 60), 'c.example.com': to(24 * 60 - 1, 'ns') },
    };
    expect(Object.keys(keepDelegations(old, { 'd.example.com': to(0) }, NOW).delegations)).toEqual([
      'c.example.com',
      'd.example.com',
    ]);
  });

  it('that is full keeps what is delegated, and the youngest of the rest', () => {
    const many = Array.from(
      { length: 5_000 },
      (_, index) => [`n${index}.example.com`, to(index / 100)] as const,
    );
    const delegated = { 'old.example.com': to(1_000, 'ns-1.example.net') };
    const kept = keepDelegations(row, { ...Object.fromEntries(many), ...delegated }, NOW).delegations;
    expect(JSON.stringify(kept).length).toBeLessThan(100_000);
    expect(kept).toMatchObject({ ...delegated, 'c.example.com': to(10, 'ns') });
    expect(kept).toHaveProperty(['n0.example.com']);
    expect(kept).not.toHaveProperty(['n4999.example.com']);
    expect(Object.keys(kept).length).toBeGreaterThan(1_000);
  });
});
