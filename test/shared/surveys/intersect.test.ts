import fc from 'fast-check';
import { expect, it } from 'vitest';
import { covers } from '../../../shared/surveys/covers.ts';
import { intersect } from '../../../shared/surveys/intersect.ts';

it.each<[string, string, string | undefined]>([
  ['a.x', 'a.x', 'a.x'],
  ['a.x', 'b.x', undefined],
  ['*', 'a.x', 'a.x'],
  ['*', '*', '*'],
  ['*', '*.x', '*.x'],
  ['*.x', 'a.x', 'a.x'],
  ['*.x', 'a.b.x', 'a.b.x'],
  ['*.x', 'x', undefined],
  ['*.x', '*.b.x', '*.b.x'],
  ['*.b.x', '*.c.x', undefined],
  ['*.x', 'ax', undefined],
])('%s and %s have %s in common, either way round', (one, other, common) => {
  expect(intersect(one, other)).toBe(common);
  expect(intersect(other, one)).toBe(common);
});

it('what is in common is covered by both, and what both cover is in it', () => {
  const label = fc.constantFrom('a', 'b', 'x');
  const host = fc
    .tuple(fc.constantFrom('', '*.'), fc.array(label, { minLength: 1, maxLength: 3 }))
    .map(([wildcard, labels]) => wildcard + labels.join('.'));
  fc.assert(
    fc.property(host, host, host, (one, other, any) => {
      const common = intersect(one, other);
      if (common !== undefined) expect([covers(one, common), covers(other, common)]).toEqual([true, true]);
      if (covers(one, any) && covers(other, any)) expect(covers(common ?? '', any)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
