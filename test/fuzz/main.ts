import { parseArgs } from 'node:util';
import { problemsOf, tell } from './target.ts';
import { TARGETS } from './targets.ts';

// npm run fuzz -- --runs 100000 --seed 1: so many inputs in all, the same share for each target.
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: 'string', default: '' },
  },
});

const whole = (name: 'runs' | 'seed'): number => {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is ${JSON.stringify(values[name])}, expected a whole number above 0`);
};

const [runs, seed] = [whole('runs'), whole('seed')];
const began = performance.now();
const targets = TARGETS.filter(({ name }) => name.includes(values.only));
const share = Math.ceil(runs / targets.length);
const problems: string[] = [];
for (const { fuzz } of targets) {
  const fuzzed = await fuzz(share, seed);
  console.log(tell(fuzzed));
  problems.push(...problemsOf(fuzzed));
}
for (const problem of problems) console.log(`VIOLATED: ${problem}`);
const seconds = (performance.now() - began) / 1000;
console.log(
  `${share * targets.length} inputs from seed ${seed}, ${problems.length} violations, ${seconds.toFixed(0)} s`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
