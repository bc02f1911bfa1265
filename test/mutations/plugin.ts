import { relative } from 'node:path';
import type { Plugin } from 'vitest/config';
import { applyEdits } from './apply-edits.ts';
import { chosenMutation } from './chosen.ts';

const ROOT = new URL('../../', import.meta.url).pathname;

/**
 * `MUTATION=… npx vitest run <file>`: the tests run on the program with that mutation, and no file is touched. Without the
 * variable there is no plugin.
 */
export function mutationPlugins(): Plugin[] {
  const mutation = chosenMutation();
  if (mutation === undefined) return [];
  const { name, edits } = mutation;
  const isBroken = (file: string) => edits.some((edit) => edit.file === file);
  return [
    {
      name: 'mutation',
      enforce: 'pre',
      // Vitest keeps what it transformed on disk, by the source alone: what is broken must not be kept, nor what is kept be
      // taken for it.
      configureVitest: ({ defineCacheKeyGenerator }) =>
        defineCacheKeyGenerator(({ id }) => (isBroken(fileOf(id)) ? false : undefined)),
      transform: (source, id) =>
        isBroken(fileOf(id)) ? applyEdits(name, fileOf(id), source, edits) : undefined,
    },
  ];
}

const fileOf = (id: string) => relative(ROOT, id.split('?')[0] ?? id);
