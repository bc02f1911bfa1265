import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const ROOT = new URL('../../', import.meta.url).pathname;
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** One test as it ended. */
export interface Ended {
  readonly name: string;
  readonly passed: boolean;
  /** First line of why not. */
  readonly why: string;
}

const report = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/**
 * Runs tests of these files in a process of their own, on the program with a mutation or as it is. Throws where they do
 * not run at all, with what the process said.
 * @param files below `test/`. `test`: the whole name of one; all of the files without it.
 */
export async function runHistory(
  files: readonly string[],
  { mutation = '', test }: { readonly mutation?: string; readonly test?: string } = {},
): Promise<readonly Ended[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signpost-mutation-'));
  const outputFile = join(folder, 'report.json');
  const only = test === undefined ? [] : ['--testNamePattern', `^${literal(test)}$`];
  const paths = files.map((file) => join('test', file));
  const options = ['run', '--project', 'unit', '--reporter', 'json', '--outputFile', outputFile, ...only];
  try {
    const said = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [VITEST, ...options, ...paths],
        { cwd: ROOT, env: { ...process.env, MUTATION: mutation }, maxBuffer: 2 ** 26 },
        (_, stdout, stderr) => resolve(`${stdout}${stderr}`),
      );
    });
    const text = await readFile(outputFile, 'utf8').catch((cause: unknown) => {
      throw new Error(`vitest wrote no report: ${said.slice(-2000)}`, { cause });
    });
    const { testResults } = report.parse(JSON.parse(text));
    const broken = testResults.find(({ assertionResults }) => assertionResults.length === 0);
    if (broken !== undefined)
      throw new Error(`a file of tests does not load: ${broken.message?.slice(0, 500)}`);
    return testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'passed' || status === 'failed')
        .map(({ ancestorTitles, title, status, failureMessages }) => ({
          name: [...ancestorTitles, title].join(' > '),
          passed: status === 'passed',
          why: failureMessages?.[0]?.split('\n')[0] ?? '',
        })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const literal = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
