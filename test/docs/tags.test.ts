import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings, runtimeSettings } from '../../infra/settings.ts';
import { KNOWN_KEYS } from '../../shared/names/annotation-keys.ts';
import { SETTINGS } from '../../shared/names/setting-values.ts';
import { parseTagKey, WHOLE } from '../../shared/names/tag-keys.ts';
import type { Stage } from '../stage/stage.ts';
import { gaps } from '../stage/zone-contents.ts';
import { blocksOf, type Example, exampleOf, type Section } from './examples.ts';
import { createScene, isResult, playExample, tagsOf } from './play-example.ts';
import { tagsOfManifest } from './tags-of-manifest.ts';

const PAGE = readFileSync('docs/tags.md', 'utf8');
const blocks = blocksOf(PAGE);
const given = JSON.parse(blocks.find(({ language }) => language === 'json')?.text ?? '{}');
const { zones, clusters, matchByTag } = runtimeSettings(parseSettings({ policy: 'sync', ...given }));

/** Examples with those that go on with them. */
const stories: Example[][] = [];
for (const block of blocks) {
  if (block.language !== 'text') continue;
  const example = exampleOf(block);
  if (example.goesOn) stories.at(-1)?.push(example);
  else stories.push([example]);
}

const byHead = (sections: readonly Section[]) =>
  Object.fromEntries(sections.map(({ head, lines }) => [head, lines.toSorted()]));

describe('docs/tags.md', () => {
  it.each(stories.map((story) => ({ heading: story[0]?.heading, line: story[0]?.line, story })))(
    'line $line, $heading: as told, without a moment without a record',
    async ({ story }) => {
      const scene = createScene({ zones, clusters, matchByTag });
      for (const example of story) {
        const told = byHead(example.sections.filter(isResult));
        const batches = scene.stage.route53.changes.length;
        expect(byHead(await playExample(scene, example)), `line ${example.line}`).toEqual(told);
        const names = namesChanged(scene.stage.route53.changes.slice(batches));
        expect(names, 'a name changes in one batch').toEqual([...new Set(names)]);
      }
      for (const { id } of zones) expect(gaps(scene.stage, id)).toEqual([]);
    },
  );

  it.each(
    blocks.flatMap(({ language, line, text }, at) =>
      language === 'yaml' ? [{ line, text, next: blocks[at + 1] }] : [],
    ),
  )('line $line: the manifest gives the tags of the next example', ({ text, next }) => {
    const [tags] = next ? exampleOf(next).sections : [];
    expect(tagsOfManifest(text)).toEqual(tagsOf(tags?.lines ?? []));
  });

  const rows = [...PAGE.matchAll(/^\| \[`signpost\/([^`]+)`\]\(#([^)]+)\) \|/gm)];

  it('has a row for every key of the contract, and for no other', () => {
    expect(rows.map(([, key]) => key).toSorted()).toEqual(['hostname', ...SETTINGS, ...WHOLE].toSorted());
  });

  it.each(rows.map(([, key = '', anchor = '']) => ({ key, anchor })))(
    '$key is told in the section $anchor',
    ({ key, anchor }) => {
      const section = sectionsOf(PAGE).get(anchor) ?? '';
      expect(section).toContain(`signpost/${key}`);
    },
  );

  it('has a row for every annotation that is known, and for no other', () => {
    const [, table = ''] = /^(\| Annotation \|.*?\n)\n/ms.exec(PAGE) ?? [];
    const cells = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
    const told = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key));
    expect(told.filter((key) => !key?.endsWith('*')).toSorted()).toEqual(KNOWN_KEYS.toSorted());
  });

  it('tells of no other key, but where it tells of keys that there are not', () => {
    const told = [...PAGE.matchAll(/\bsignpost\/[a-z-]+(?:\.[a-z0-9]+)?/gi)].map(([key]) => key);
    const unknown = told.filter((key) => parseTagKey(key, 'signpost')?.kind === 'ignored');
    const wrong = ['signpost/hostnames', 'signpost/wieght', 'signpost/Weight'];
    expect(new Set(unknown)).toEqual(new Set(wrong));
  });

  it('links to headings that there are', () => {
    const anchors = [...PAGE.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(anchors.filter((anchor) => !sectionsOf(PAGE).has(anchor))).toEqual([]);
  });
});

/** Each name once for each batch that it is in. */
function namesChanged(batches: Stage['route53']['changes']): readonly string[] {
  return batches.flatMap(({ zoneId, changes }) => [
    ...new Set(changes.map(({ ResourceRecordSet: set }) => `${zoneId} ${set?.Name}`)),
  ]);
}

/** By the anchor that GitHub gives the heading. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  return new Map(
    page.split(/^#+ (?=.)/m).map((part) => {
      const [heading = ''] = part.split('\n');
      const anchor = heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-');
      return [anchor, part];
    }),
  );
}
