import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Ran, runHistories, runHistory } from './run.ts';
import { parseScript } from './script.ts';
import { addTally, emptyTally, neverHappened, toldTally } from './tally.ts';

/** So many histories bring about everything that can happen. */
const ENOUGH = 500;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    history: { type: 'string' },
    /** Of a child: answers its parent alone. */
    part: { type: 'boolean', default: false },
  },
});

const whole = (name: 'runs' | 'seed' | 'jobs'): number => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is ${JSON.stringify(values[name])}, expected a whole number above 0`);
};

if (values.history !== undefined) {
  const violated = await runHistory(parseScript(values.history), (line) => console.log(line));
  console.log(violated === undefined ? 'It ends well.' : `VIOLATED: ${violated}`);
  process.exitCode = violated === undefined ? 0 : 1;
} else if (values.part) {
  process.send?.(await runHistories({ runs: whole('runs'), seed: whole('seed') }));
} else {
  const began = performance.now();
  const runs = whole('runs');
  const seed = whole('seed');
  const jobs = Math.min(whole('jobs'), runs);
  const { violations, tally } =
    jobs === 1 ? await runHistories({ runs, seed }) : await inParts(runs, seed, jobs);
  const seconds = (performance.now() - began) / 1000;
  console.log(toldTally(tally));
  for (const { seed: own, path, message, history } of violations)
    console.log(`VIOLATED, --seed ${own} --runs 1, path ${path}: ${message}\n  --history '${history}'`);
  const missing = runs >= ENOUGH ? neverHappened(tally) : [];
  if (missing.length > 0) console.log(`NEVER HAPPENED: ${missing.join(', ')}`);
  console.log(
    `${runs} histories from seed ${seed}, ${violations.length} violations, ${seconds.toFixed(0)} s, ${(runs / seconds).toFixed(0)} a second, ${(process.cpuUsage().user / 1000 / runs).toFixed(1)} ms of processor each`,
  );
  process.exitCode = violations.length + missing.length > 0 ? 1 : 0;
}

/** Each job plays its share in a process of its own, by the same seeds as one alone would. */
async function inParts(runs: number, seed: number, jobs: number): Promise<Ran> {
  const share = Math.ceil(runs / jobs);
  const parts = await Promise.all(
    Array.from({ length: jobs }, (_, job) => partOf(seed + job * share, Math.min(share, runs - job * share))),
  );
  const tally = emptyTally();
  for (const part of parts) addTally(tally, part.tally);
  return { tally, violations: parts.flatMap(({ violations }) => violations) };
}

function partOf(seed: number, runs: number): Promise<Ran> {
  if (runs < 1) return Promise.resolve({ violations: [], tally: emptyTally() });
  const child = fork(import.meta.filename, ['--part', '--runs', `${runs}`, '--seed', `${seed}`]);
  return new Promise((resolve, reject) => {
    child.once('message', (ran) => resolve(ran as Ran));
    child.once('exit', (code, signal) =>
      reject(new Error(`A job ended by ${signal ?? code} without an answer`)),
    );
  });
}
