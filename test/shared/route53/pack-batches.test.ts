import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsOneBatch } from '../../../shared/plan/batch-limits.ts';
import type { NameChanges } from '../../../shared/plan/changes.ts';
import type { RecordSet } from '../../../shared/records/record-set.ts';
import { LIMITS, packBatches } from '../../../shared/route53/pack-batches.ts';

const set = (length: number): RecordSet => ({
  type: 'A',
  setId: '',
  alias: { dnsName: 'x'.repeat(length), hostedZoneId: 'Z', evaluateTargetHealth: true },
});

const changes = (name: number, deletes: readonly number[], creates: readonly number[]): NameChanges => ({
  key: `Z#n${name}`,
  host: `n${name}`,
  deletes: deletes.map(set),
  creates: creates.map(set),
});

const sizeOf = (batch: readonly NameChanges[]) => {
  const sets = batch.flatMap(({ deletes, creates }) => [...deletes, ...creates]);
  return {
    elements: sets.length,
    characters: sets.reduce((sum, { alias }) => sum + (alias?.dnsName.length ?? 0) + 1, 0),
  };
};

const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 });
const anything = fc
  .array(fc.tuple(lengths, lengths), { maxLength: 40 })
  .map((all) => all.map(([deletes, creates], name) => changes(name, deletes, creates)));
const limits = fc.record({
  elements: fc.integer({ min: 1, max: 12 }),
  characters: fc.integer({ min: 1, max: 120 }),
});

describe('packBatches', () => {
  it('keeps every name whole, once, in order', () => {
    fc.assert(
      fc.property(anything, limits, (all, most) => {
        expect(packBatches(all, most).flat()).toEqual(all);
      }),
    );
  });

  it('keeps within the limits, but for a name that is larger by itself', () => {
    fc.assert(
      fc.property(anything, limits, (all, most) => {
        for (const batch of packBatches(all, most)) {
          const { elements, characters } = sizeOf(batch);
          if (batch.length > 1) {
            expect(elements).toBeLessThanOrEqual(most.elements);
            expect(characters).toBeLessThanOrEqual(most.characters);
          }
          expect(batch).not.toEqual([]);
        }
      }),
    );
  });

  it('makes no batch that the next name would have fitted in', () => {
    fc.assert(
      fc.property(anything, limits, (all, most) => {
        const batches = packBatches(all, most);
        for (const [index, batch] of batches.entries()) {
          const next = batches[index + 1]?.[0];
          if (next === undefined) continue;
          const { elements, characters } = sizeOf([...batch, next]);
          expect(elements > most.elements || characters > most.characters).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['no change', 0, []],
    ['as many as a batch takes', LIMITS.elements, [LIMITS.elements]],
    ['one more', LIMITS.elements + 1, [LIMITS.elements, 1]],
  ])('%s', (_, count, sizes) => {
    const all = Array.from({ length: count }, (_name, name) => changes(name, [], [10]));
    expect(packBatches(all).map((batch) => batch.length)).toEqual(sizes);
  });

  it('a name that is larger by itself goes alone, between the others', () => {
    const sets = Array.from({ length: 200 }, () => 70);
    const large = changes(1, sets, sets);
    expect(large.deletes.length + large.creates.length).toBeGreaterThan(LIMITS.elements);
    expect(fitsOneBatch(large)).toBe(true);
    const all = [changes(0, [], [10]), large, changes(2, [], [10]), changes(3, [], [10])];
    expect(packBatches(all).map((batch) => batch.map(({ host }) => host))).toEqual([
      ['n0'],
      ['n1'],
      ['n2', 'n3'],
    ]);
  });

  it('goes by the characters as well: two names of 40 long CNAMEs are two batches', () => {
    const cname: RecordSet = { type: 'CNAME', setId: 's', ttl: 60, values: ['x'.repeat(253)] };
    const all = [0, 1].map((name) => ({
      ...changes(name, [], []),
      creates: Array.from({ length: 40 }, () => cname),
    }));
    expect(packBatches(all).map((batch) => batch.length)).toEqual([1, 1]);
  });

  it("is less than Route 53 takes in a batch, and than a third of the account's burst", () => {
    expect(LIMITS.elements).toBeLessThanOrEqual(500);
    expect(LIMITS.characters).toBeLessThanOrEqual(32_000);
  });
});
