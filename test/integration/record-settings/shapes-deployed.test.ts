import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { batches, countsOf, naming } from './batches.ts';
import { create, KINDS, type LoadBalancer, tag, untag } from './load-balancers.ts';
import { inOrder, type Standing, standing } from './record-sets.ts';
import { ROUTED } from './routed-shapes.ts';
import { PLACES, SIMPLE } from './simple-shapes.ts';

// Each row has a load balancer of its own, and all of them take each step together.
const rows = [...SIMPLE, ...ROUTED, ...PLACES].map(([told, created, changed], at) => {
  const name = `shape-${String(at).padStart(2, '0')}`;
  // Where two public zones hold the name, pinning one says something.
  const host = `${name}.${told.includes('pinned') ? 'sub.' : ''}example.com`;
  return { told, kind: KINDS[at % KINDS.length]!, name, host, created, changed };
});
type Row = (typeof rows)[number];

const cast = new Map<string, LoadBalancer>();
const of = ({ name }: Row): LoadBalancer => cast.get(name)!;

const steps: readonly {
  readonly step: string;
  readonly act: (row: Row) => Promise<unknown>;
  readonly stands: (row: Row) => readonly Standing[];
}[] = [
  {
    step: 'created by tags',
    act: async ({ name, kind, host, created }) =>
      cast.set(name, await create(kind, name, { hostname: host, ...created.settings })),
    stands: (row) => inOrder(row.created.stands(of(row))),
  },
  {
    step: 'changed by tags',
    act: async (row) => {
      const { created, changed } = row;
      await tag(of(row), changed.settings);
      const left = Object.keys(created.settings).filter((key) => !(key in changed.settings));
      if (left.length > 0) await untag(of(row), ...left);
    },
    stands: (row) => inOrder(row.changed.stands(of(row))),
  },
  {
    step: 'removed with the tags',
    act: (row) => untag(of(row), 'hostname', ...Object.keys(row.changed.settings)),
    stands: () => [],
  },
];

describe.each(steps)('$step', ({ act, stands }) => {
  let found: ReadonlyMap<string, readonly Standing[]>;
  const at = ({ host }: Row) => found.get(host) ?? [];

  beforeAll(async () => {
    await Promise.all(rows.map(act));
    const end = Date.now() + 30_000;
    do {
      await pause(100);
      found = await standing();
    } while (!rows.every((row) => isDeepStrictEqual(at(row), stands(row))) && Date.now() < end);
  });

  it.each(rows)('$told, $kind', (row) => {
    expect(at(row)).toStrictEqual(stands(row));
  });
});

it('no name was without a record on the way, and Route 53 refused nothing', async () => {
  const all = await batches();
  for (const { told, host } of rows) {
    expect(
      naming(all, host).filter(({ accepted }) => !accepted),
      told,
    ).toEqual([]);
    const counts = countsOf(all, host);
    expect(counts.length, told).toBeGreaterThanOrEqual(3);
    expect(counts.indexOf(0), told).toBe(counts.length - 1);
  }
});

it.each([...SIMPLE, ...ROUTED])(
  '%s: the second state differs from the first in every field',
  (_, one, other) => {
    const any = {
      kind: 'network',
      name: 'x',
      id: 'x',
      dnsName: 'x.',
      hostedZoneId: 'Z',
      types: ['A', 'AAAA'],
    } as const;
    const [before = [], after = []] = [one, other].map(({ stands }) => fieldsOf(stands(any)));
    expect(before.filter((field) => after.includes(field))).toEqual([]);
  },
);

/** Each field with its value, without what places the set. */
function fieldsOf(sets: readonly Standing[]): string[] {
  const leaves = (value: unknown, path: string): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => leaves(member, `${path}.${key}`))
      : [`${path} ${value}`];
  return sets.flatMap(({ zone: _, Type, ...set }) => leaves(set, Type ?? ''));
}
