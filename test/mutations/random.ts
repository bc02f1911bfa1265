import { runHistories } from '../simulation/run.ts';

/**
 * `node --import ./hooks.ts random.ts N S`: N random histories from seed S, on the program with the mutation that the
 * environment names. Tells in one line the first that catches it, or that none does.
 */
/** Milliseconds: it is caught, whatever the smallest history is. */
const SHRINK = 3_000;
const [runs = 0, seed = 1] = process.argv.slice(2).map(Number);
const { violations } = await runHistories({ runs, seed, bail: true, shrinkFor: SHRINK });
const [first] = violations;
console.log(
  first === undefined
    ? `none of ${runs} random histories from seed ${seed} caught it`
    : `seed ${first.seed} caught it, the ${first.seed - seed + 1}th of ${runs} random histories: ${first.message.split('\n')[0]}`,
);
