import fc from 'fast-check';
import { leaveOut } from './leave-out.ts';
import { live } from './live.ts';
import { type Script, scripts, textOfScript } from './script.ts';
import { emptyTally, type Tally } from './tally.ts';

export interface Runs {
  /** How many histories. */
  readonly runs: number;
  /** Of the first one; each has the next. */
  readonly seed: number;
  /** Milliseconds that may go into making one failing history smaller. Default 20,000. */
  readonly shrinkFor?: number;
  /** Ends at the first violation. */
  readonly bail?: boolean;
}

export interface Violation {
  /** `--runs 1 --seed` this one brings it about again. */
  readonly seed: number;
  /** Of fast-check: how it was shrunk. */
  readonly path: string;
  readonly message: string;
  /** The shrunk history, one line. */
  readonly history: string;
}

export interface Ran {
  readonly violations: readonly Violation[];
  readonly tally: Tally;
}

/** Plays so many histories; those that fail are made smaller. */
export async function runHistories({ runs, seed, shrinkFor = 20_000, bail = false }: Runs): Promise<Ran> {
  const tally = emptyTally();
  const violations: Violation[] = [];
  for (let at = seed; at < seed + runs; at += 1) {
    const violation = await runOne(at, tally, shrinkFor);
    if (violation === undefined) continue;
    violations.push(violation);
    if (bail) break;
  }
  return { violations, tally };
}

async function runOne(seed: number, tally: Tally, shrinkFor: number): Promise<Violation | undefined> {
  let plays = 0;
  const property = fc.asyncProperty(scripts, async (script) => {
    plays += 1;
    await live(script, plays === 1 ? tally : emptyTally());
  });
  const result = await fc.check<[Script]>(property, {
    numRuns: 1,
    seed: mixed(seed),
    interruptAfterTimeLimit: shrinkFor / 2,
  });
  if (!result.failed || result.counterexample === null) return undefined;
  const [found] = result.counterexample;
  const fails = async (script: Script) => (await runHistory(script)) !== undefined;
  const script = await leaveOut(found, fails, shrinkFor / 2);
  const message = (await runHistory(script)) ?? messageOf(result.errorInstance);
  return { seed, path: result.counterexamplePath ?? '', message, history: textOfScript(script) };
}

/** Seeds that lie side by side begin fast-check's generator with nearly the same numbers. */
function mixed(seed: number): number {
  let mix = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}

/** Plays this very history. Returns what it violated. */
export async function runHistory(
  script: Script,
  tell?: (line: string) => void,
  tally: Tally = emptyTally(),
): Promise<string | undefined> {
  try {
    await live(script, tally, tell);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
