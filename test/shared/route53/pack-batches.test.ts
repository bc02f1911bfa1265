import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    characters: sets.reduce((sum, { alias }) => sum + (alias?.dnsName.length ?? 0), 0),
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

  it("is less than Route 53 takes in a batch, and than a third of the account's burst", () => {
    expect(LIMITS.elements).toBeLessThanOrEqual(500);
    expect(LIMITS.characters).toBeLessThanOrEqual(32_000);
  });
});
