import { execFile } from 'node:child_process';

const HERE = new URL('./', import.meta.url);

/**
 * Random histories of the simulation on the program with a mutation, in a process of its own. Answers what it said in one
 * line: which one caught it, or that none did.
 */
export async function runRandomly(
  mutation: string,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<string> {
  const hooks = new URL('hooks.ts', HERE).href;
  const child = new URL('random.ts', HERE).pathname;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', hooks, child, `${runs}`, `${seed}`],
      { env: { ...process.env, MUTATION: mutation }, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) =>
        resolve(stdout.trim().split('\n').at(-1) || (error ? stderr.slice(-300) : '')),
    );
  });
}
