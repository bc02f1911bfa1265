import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from './apply-edits.ts';
import { harmless } from './list/harmless.ts';
import { mutations } from './list/list.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = [...mutations, ...harmless];

describe('the list of mutations', () => {
  it('has each name once', () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('breaks invariant %i in three ways or more', (number) => {
    expect(mutations.filter(({ invariant }) => invariant === number).length).toBeGreaterThanOrEqual(3);
  });

  it.each(all)('$name: what it changes is in the code, once', ({ name, edits }) => {
    for (const { file } of edits) {
      const source = read(file);
      expect(applyEdits(name, file, source, edits)).not.toBe(source);
    }
  });

  it('is told on its page, each with what catches it', () => {
    const page = read('docs/mutations.md');
    const missing = mutations.filter(
      ({ name, history }) => !page.includes(`\`${name}\``) || !page.includes(history.test),
    );
    expect(
      missing.map(({ name }) => name),
      'npm run mutate -- --write',
    ).toEqual([]);
  });
});

describe('an edit', () => {
  const edit = { file: 'a.ts', find: 'b', replace: '$&c' };

  it('puts in what it says', () => {
    expect(applyEdits('m', 'a.ts', 'abd', [edit])).toBe('a$&cd');
  });

  it.each(['ad', 'abbd'])(
    'of a text that is not there once, as in %s: is an error that says what to do',
    (source) => {
      expect(() => applyEdits('m', 'a.ts', source, [edit])).toThrow(
        /m looks for .* in a\.ts [02] times.*bring it/,
      );
    },
  );
});
