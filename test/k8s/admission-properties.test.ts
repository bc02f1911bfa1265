import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitByController, splitByOlderController, splitInTree } from '../docs/tags-of-manifest.ts';
import { readAdmissionFile } from './admission-file.ts';
import { admit, type KubernetesObject } from './admit.ts';
import { GROUP, INGRESS_TAGS, ingress, service } from './objects.ts';

const file = readAdmissionFile();
const isTaken = (object: KubernetesObject, groups = {}) => admit(file, { object, groups }).length === 0;

type Tags = Readonly<Record<string, string>>;
const tagsBy = (split: (annotation: string) => Tags, annotation: string): Tags | undefined => {
  try {
    return split(annotation);
  } catch {
    return undefined;
  }
};

/** AWS: `TagKey` and `TagValue` of the API models of both load balancer APIs, and the guides' reserved beginning. */
function fitsAws([key, value]: readonly [string, string]): boolean {
  const pattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  return (
    [key, value].every((text) => pattern.test(text) && !/^aws:/i.test(text)) &&
    key.length >= 1 &&
    key.length <= 128 &&
    value.length <= 256
  );
}

/** In a text that all controllers split alike. */
function hasTwoValues(annotation: string): boolean {
  const parts = new Set(annotation.split(',').map((part) => part.trim()));
  return new Set([...parts].map((part) => part.split('=')[0])).size < parts.size;
}

const fragment = fc.constantFrom(
  'a',
  'b',
  'aws:',
  '=',
  '=',
  ',',
  ', ',
  ' ',
  '\\',
  '*',
  '+.',
  '\n',
  'ü',
  'x'.repeat(128),
);

it('takes just what each controller reads alike, and AWS takes', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 9 }), (fragments) => {
      const annotation = fragments.join('');
      const tags = tagsBy(splitByController, annotation);
      const older = tagsBy(splitByOlderController, annotation);
      const isSound =
        tags !== undefined &&
        JSON.stringify(older) === JSON.stringify(tags) &&
        Object.entries(tags).every(fitsAws) &&
        !hasTwoValues(annotation);
      expect(isTaken(service(annotation))).toBe(isSound);
      // What is behind a second "=" the in-tree controller loses; nobody else does.
      const hasEquals = Object.values(tags ?? {}).some((value) => value.includes('='));
      if (isSound && !hasEquals) expect(splitInTree(annotation)).toEqual(tags);
      seen[isSound ? 'taken' : 'refused'] += 1;
    }),
    { numRuns: 1000 },
  );
  expect(seen.taken).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
});

const own = fc.record({
  namespace: fc.constantFrom('a', 'b'),
  name: fc.constantFrom('a', 'b', 'a.b', 'b.a'),
});
const piece = fc.constantFrom('a', '.', '/', '.a/b', '.b/a', '.a/a.b', '.b/a.b', '.a/a', '.b/b', '.a/b.a');
const key = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 3 }).map((all) => `k${all.join('')}`),
  fc.constantFrom('k', 'k.a/b'),
);
const ending = fc.constantFrom('', '', '.2', '=', '\\', ' ');
const tag = fc.tuple(key, ending, fc.constantFrom('=1', '=2')).map((all) => all.join(''));
// Most tags end in the namespace and name of their Ingress: else hardly any two would be taken.
const member = fc.record({
  of: own,
  tags: fc.array(fc.tuple(tag, fc.boolean()), { minLength: 1, maxLength: 2 }),
});
const said = ({
  of,
  tags,
}: {
  of: { namespace: string; name: string };
  tags: readonly [string, boolean][];
}) =>
  tags.map(([text, isOwn]) => (isOwn ? text.replace('=', `.${of.namespace}/${of.name}=`) : text)).join(',');

it('takes no two Ingresses into a group that give one key different values', () => {
  let both = 0;
  fc.assert(
    fc.property(
      member,
      member,
      fc.constantFrom('', 'k.a/b=1', 'ka=1,k=2', 'k=1,k=2'),
      (one, other, shared) => {
        fc.pre(one.of.namespace !== other.of.namespace || one.of.name !== other.of.name);
        const annotations = [one, other].map(said);
        const areTaken = [one, other].every(({ of }, at) =>
          isTaken(ingress({ [GROUP]: 'g', [INGRESS_TAGS]: annotations[at] ?? '' }, of), { g: shared }),
        );
        if (!areTaken) return;
        both += 1;
        const [first = {}, second = {}] = annotations.map(splitByController);
        for (const [name, value] of Object.entries(first)) expect(second[name] ?? value).toBe(value);
      },
    ),
    { numRuns: 1500 },
  );
  expect(both).toBeGreaterThan(50);
});
