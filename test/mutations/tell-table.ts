import type { Judged } from './judge.ts';

const BEGIN = '<!-- made by npm run mutate -- --write -->';
const END = '<!-- until here -->';

/** The page with a row for each mutation in place of those between its two marks. Throws where it has none. */
export function intoPage(page: string, judged: readonly Judged[]): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin)
    throw new Error(`The page has no ${BEGIN} with ${END} below it, expected both around its table`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table(judged)}\n\n${page.slice(end)}`;
}

function table(judged: readonly Judged[]): string {
  const rows = judged.map(({ mutation: { name, invariant, breaks, history }, isCaught }) => {
    const by = isCaught ? `${history.test} (\`${history.file}\`)` : '**nothing**';
    return `| ${invariant} | \`${name}\` | ${breaks} | ${by} |`;
  });
  return ['| | Mutation | What the broken program does | Caught by |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}
