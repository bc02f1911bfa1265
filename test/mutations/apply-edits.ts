import type { Edit } from './mutation.ts';

/**
 * The source of a file with these edits. Throws where the text of one is not there exactly once: then the code has moved
 * on, and the mutation would break nothing, or something else.
 * @param name of the mutation, for the error.
 */
export function applyEdits(name: string, file: string, source: string, edits: readonly Edit[]): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((text, { find, replace }) => {
      const times = text.split(find).length - 1;
      if (times !== 1)
        throw new Error(
          `The mutation ${name} looks for a text that is in ${file} ${times} times, expected once: bring it in line with the code, in test/mutations/list/. The text: ${JSON.stringify(find)}`,
        );
      // No pattern: a replacement may hold `$&`.
      return text.replace(find, () => replace);
    }, source);
}
