import { harmless } from './list/harmless.ts';
import { mutations } from './list/list.ts';
import type { Edit } from './mutation.ts';

export interface Chosen {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** The mutation that the environment variable names: none where it is not set. Throws where there is none of that name. */
export function chosenMutation(name = process.env['MUTATION']): Chosen | undefined {
  if (name === undefined || name === '') return undefined;
  const all: readonly Chosen[] = [...mutations, ...harmless];
  const found = all.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(
      `MUTATION is ${JSON.stringify(name)}, expected one of: ${all.map((each) => each.name).join(', ')}`,
    );
  return found;
}
