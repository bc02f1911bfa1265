import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import { applyEdits } from './apply-edits.ts';
import { type Judged, judge } from './judge.ts';
import { mutations } from './list/list.ts';
import type { Mutation } from './mutation.ts';
import { runHistory } from './run-history.ts';
import { runRandomly } from './run-randomly.ts';
import { intoPage } from './tell-table.ts';

/**
 * `npm run mutate`: breaks the program in each of the ways of `list/`, one at a time and without touching a file, and runs
 * the history that must catch it; `-- --random N --seed S` also N random ones. `--only <name>` or `--invariant <number>`
 * takes some of them; `--write` puts what caught each into docs/mutations.md. Ends with 1 if one survives.
 */
const ROOT = new URL('../../', import.meta.url);
const PAGE = new URL('docs/mutations.md', ROOT);
const AT_ONCE = 2;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    invariant: { type: 'string' },
    random: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const chosen = mutations.filter(
  ({ name, invariant }) =>
    (values.only?.includes(name) ?? true) && (values.invariant ?? `${invariant}`) === `${invariant}`,
);
if (chosen.length === 0)
  throw new Error('No mutation is of that name and invariant: test/mutations/list/ has them');
const misplaced = chosen.flatMap(({ name, edits }) =>
  edits.flatMap(({ file }) => {
    try {
      applyEdits(name, file, readFileSync(new URL(file, ROOT), 'utf8'), edits);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  }),
);
if (misplaced.length > 0) throw new Error([...new Set(misplaced)].join('\n'));

const files = [...new Set(chosen.map(({ history }) => history.file))];
const asItIs = new Map((await runHistory(files)).map((ended) => [ended.name, ended]));
console.log(`${chosen.length} mutations, ${files.length} files of histories`);
const random =
  values.random === undefined ? undefined : { runs: Number(values.random), seed: Number(values.seed) };
if (random) console.log(`On the program as it is ${await runRandomly('', random)}`);
const judged = await pMap(chosen, tryMutation, { concurrency: AT_ONCE });
const survivors = judged.filter(({ isCaught }) => !isCaught);
for (const { mutation, told } of survivors) console.log(`SURVIVED  ${mutation.name}: ${told}`);
console.log(`${judged.length - survivors.length} of ${judged.length} mutations caught by their histories`);
if (values.write) writeFileSync(PAGE, intoPage(readFileSync(PAGE, 'utf8'), judged));
if (survivors.length > 0) process.exitCode = 1;

async function tryMutation(mutation: Mutation): Promise<Judged> {
  const { name, invariant, history } = mutation;
  const ended = await runHistory([history.file], { mutation: name, test: history.test });
  const found = judge(mutation, asItIs.get(history.test), ended);
  const more = random ? `; ${await runRandomly(name, random)}` : '';
  console.log(`${found.isCaught ? 'caught' : 'SURVIVED'}  ${invariant}  ${name}: ${found.told}${more}`);
  return found;
}
