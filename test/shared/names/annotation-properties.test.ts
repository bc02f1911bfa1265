import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ObjectRef } from '../../../shared/kubernetes/kinds.ts';
import { SIBLINGS } from '../../../shared/names/annotation-settings.ts';
import { parseHostname } from '../../../shared/names/parse-hostname.ts';
import { wishes } from '../../../shared/names/wishes.ts';
import type { Source } from '../../../shared/settings.ts';
import { anyTags } from './any-tags.ts';
import { behind } from './behind.ts';

const RUNS = { numRuns: 2_000 };
const REFS: readonly ObjectRef[] = [
  'Service/istio/gateway',
  'Ingress/shop/web',
  'HTTPRoute/shop/web',
  'Gateway/a/b',
];
const FOREIGN = [
  'external-dns.kubernetes.io',
  'external-dns.alpha.kubernetes.io',
  'route53.v1beta1.tetrate.io',
];
const HOSTS = ['a.example.com', 'b.example.com', '*.example.com', 'A.example.com.', '192.0.2.1', '*', 'c..d'];
const VALUES = [
  'true',
  'false',
  '1',
  '60s',
  '',
  'blue',
  'us-east-1',
  'PRIMARY',
  'EU',
  'public',
  'dns-controller',
  'other',
];

const foreign = fc
  .tuple(
    fc.constantFrom(...FOREIGN),
    fc.oneof(
      fc.tuple(
        fc.constant('hostname'),
        fc.array(fc.constantFrom(...HOSTS), { maxLength: 3 }).map((hosts) => hosts.join(',')),
      ),
      fc.tuple(
        fc.constantFrom(...Object.keys(SIBLINGS), 'controller', 'ingress-hostname-source', 'x'),
        fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...VALUES, 'annotation-only', 'defined-hosts-only') },
          fc.string({ unit: 'binary', maxLength: 20 }),
        ),
      ),
    ),
  )
  .map(([prefix, [key, text]]): [string, string] => [`${prefix}/${key}`, text]);
const annotations = fc
  .tuple(anyTags, fc.array(foreign, { maxLength: 6 }))
  .map(([ours, theirs]) => Object.entries(Object.fromEntries([...ours, ...theirs])));

const given = fc.record({
  tags: anyTags,
  sources: fc.subarray<Source>(['tags', 'annotations', 'hosts'], { minLength: 1 }),
  annotations: fc.uniqueArray(fc.tuple(fc.constantFrom(...REFS), annotations), {
    selector: ([ref]) => ref,
    maxLength: 3,
  }),
  serves: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...REFS), fc.array(fc.constantFrom(...HOSTS), { maxLength: 4 })),
    {
      selector: ([ref]) => ref,
      maxLength: 3,
    },
  ),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

const read = ({ tags, sources, annotations, serves }: Given) =>
  wishes(
    { kind: 'network', tags: Object.fromEntries(tags) },
    'signpost',
    sources,
    behind({
      serves: Object.fromEntries(serves),
      annotations: Object.fromEntries(annotations.map(([ref, own]) => [ref, Object.fromEntries(own)])),
    }),
  );

it('whatever is behind it, each name is had or refused, never both, and it is told who asks', () => {
  const ends = { had: 0, refused: 0, ignored: 0 };
  fc.assert(
    fc.property(given, (all) => {
      const { hosts, refused, unknownKeys } = read(all);
      for (const [host, { byTag, asked }] of hosts) {
        expect(refused.has(host)).toBe(false);
        expect(byTag || asked).toBe(true);
        expect(byTag && !all.sources.includes('tags')).toBe(false);
        expect(asked && all.sources.every((source) => source === 'tags')).toBeFalsy();
      }
      for (const [name, reason] of refused) expect(name !== '' && reason !== '').toBe(true);
      const keys = unknownKeys.map(({ key }) => key);
      ends.had += hosts.size;
      ends.refused += refused.size;
      ends.ignored += keys.length;
    }),
    RUNS,
  );
  // Else what is drawn would prove little.
  expect(Math.min(ends.had, ends.refused, ends.ignored)).toBeGreaterThan(RUNS.numRuns / 10);
});

it('every name that a family asks for without being skipped is had or refused', () => {
  fc.assert(
    fc.property(given, (all) => {
      if (!all.sources.includes('annotations')) return;
      const { hosts, refused } = read(all);
      for (const [, own] of all.annotations) {
        if (own.some(([key]) => /\/(?:controller|ingress-hostname-source)$/.test(key))) continue;
        for (const [, text] of own.filter(([key]) => FOREIGN.some((prefix) => key === `${prefix}/hostname`)))
          for (const name of text.split(',').filter(Boolean)) {
            const parsed = parseHostname(name);
            expect('ok' in parsed ? hosts.has(parsed.ok) !== refused.has(parsed.ok) : refused.has(name)).toBe(
              true,
            );
          }
      }
    }),
    RUNS,
  );
});

it('the order in which objects and annotations are listed means nothing', () => {
  fc.assert(
    fc.property(given, (all) => {
      const turned: Given = {
        sources: all.sources.toReversed(),
        tags: all.tags.toReversed(),
        annotations: all.annotations.toReversed().map(([ref, own]) => [ref, own.toReversed()]),
        serves: all.serves.toReversed(),
      };
      const sorted = ({ sources, ...rest }: Given) => ({ ...rest, sources: sources.toSorted() });
      expect(read(sorted(turned))).toEqual(read(sorted(all)));
      expect([...read(sorted(turned)).hosts.keys()]).toEqual([...read(sorted(all)).hosts.keys()]);
    }),
    RUNS,
  );
});

it('with tags as the only source, what is behind it means nothing', () => {
  fc.assert(
    fc.property(given, (all) => {
      const tagsOnly: Given = { ...all, sources: ['tags'] };
      expect(read(tagsOnly)).toEqual(read({ ...tagsOnly, annotations: [], serves: [] }));
    }),
    RUNS,
  );
});
