import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseHostname } from '../../../shared/names/parse-hostname.ts';
import { wishes } from '../../../shared/names/wishes.ts';
import { anyTags } from './any-tags.ts';

const RUNS = { numRuns: 3_000 };
const read = (tags: readonly (readonly [string, string])[]) =>
  wishes({ kind: 'network', tags: Object.fromEntries(tags) }, 'signpost');

it('whatever the tags, each hostname in a hostname tag is had or refused, never both, and nothing else is', () => {
  const ends = { had: 0, refused: 0 };
  fc.assert(
    fc.property(anyTags, (tags) => {
      const { hosts, refused } = read(tags);
      const asked = tags
        .filter(([key]) => /^signpost\/hostname(\..+)?$/s.test(key))
        .flatMap(([, text]) => text.split(/[\s\p{Z}]+/u).filter(Boolean))
        .map((name) => {
          const parsed = parseHostname(name);
          return 'ok' in parsed ? parsed.ok : name;
        });
      const told = [...hosts.keys(), ...refused.keys()];
      expect(told.toSorted()).toEqual([...new Set(asked)].sort());
      for (const reason of refused.values()) expect(reason).not.toBe('');
      ends.had += hosts.size;
      ends.refused += refused.size;
    }),
    RUNS,
  );
  // Else the tags drawn would prove little.
  expect(Math.min(ends.had, ends.refused)).toBeGreaterThan(RUNS.numRuns / 10);
});

it('whatever the tags, each key of ours is a hostname, a setting or told as ignored', () => {
  fc.assert(
    fc.property(anyTags, (tags) => {
      const keys = read(tags).unknownKeys.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys) expect(key.startsWith('signpost/')).toBe(true);
    }),
    RUNS,
  );
});

it('the order in which tags are listed means nothing', () => {
  fc.assert(
    fc.property(
      anyTags.chain((tags) =>
        fc.tuple(fc.constant(tags), fc.shuffledSubarray([...tags], { minLength: tags.length })),
      ),
      ([tags, shuffled]) => {
        expect(read(shuffled)).toEqual(read(tags));
      },
    ),
    RUNS,
  );
});
