import fc from 'fast-check';
import { SignpostError } from '../../shared/errors.ts';

/** What becomes of an input: taken, or refused with a reason that is returned or thrown in one of the project's errors. */
export type Verdict = 'accepted' | { readonly refused: string };

/** Code that is given what others wrote. */
export interface Target<Input = unknown> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws `Broken` where the answer is not what is promised, and in any other way only what the product throws. */
  readonly take: (input: Input) => Verdict | Promise<Verdict>;
}

/** A promise that was not kept. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

export function promise(isKept: boolean, what: string): void {
  if (!isKept) throw new Broken(what);
}

export interface Fuzzed {
  readonly name: string;
  readonly accepted: number;
  /** Count by reason. */
  readonly refused: ReadonlyMap<string, number>;
  /** Milliseconds of the slowest input. */
  readonly slowest: number;
  /** The first that went wrong, shrunk. */
  readonly violation?: string | undefined;
}

/** No input may take longer: milliseconds. On a busy machine the garbage of the one before counts as well. */
const LONGEST = 5_000;
/** What a person reads of an error, in characters. */
const READABLE = 4_000;

/** A target behind its name: what its inputs are is its own affair. */
export interface AnyTarget {
  readonly name: string;
  readonly fuzz: (runs: number, seed: number) => Promise<Fuzzed>;
}

export function target<Input>(of: Target<Input>): AnyTarget {
  return { name: of.name, fuzz: (runs, seed) => fuzz(of, runs, seed) };
}

async function fuzz<Input>(
  { name, inputs, take }: Target<Input>,
  numRuns: number,
  seed: number,
): Promise<Fuzzed> {
  let accepted = 0;
  let slowest = 0;
  const refused = new Map<string, number>();
  const property = fc.asyncProperty(inputs, async (input) => {
    const began = performance.now();
    const verdict = await judged(take, input);
    const took = performance.now() - began;
    slowest = Math.max(slowest, took);
    promise(took < LONGEST, `it took ${Math.round(took)} ms`);
    if (verdict === 'accepted') accepted += 1;
    else refused.set(verdict.refused, (refused.get(verdict.refused) ?? 0) + 1);
  });
  const {
    failed,
    counterexample,
    errorInstance: error,
    counterexamplePath,
  } = await fc.check(property, {
    numRuns,
    seed,
  });
  const violation = failed
    ? `${told(error)}\n  --seed ${seed}, path ${counterexamplePath}, input ${shown(counterexample)}`
    : undefined;
  return { name, accepted, refused, slowest, violation };
}

async function judged<Input>(take: Target<Input>['take'], input: Input): Promise<Verdict> {
  try {
    return await take(input);
  } catch (error) {
    if (!(error instanceof SignpostError)) throw error;
    promise(
      error.message.length <= READABLE,
      `the error has ${error.message.length} characters: ${error.message.slice(0, 200)}`,
    );
    promise(
      /expected|at most|answered \d+|not answered/.test(error.message),
      `the error does not say what was expected: ${error.message.slice(0, 300)}`,
    );
    const about =
      'field' in error && typeof error.field === 'string' ? general(error.field) : words(error.message);
    return { refused: `${error.name} ${about}` };
  }
}

/** The beginning of a message without what it is about. */
function words(message: string): string {
  return message
    .slice(0, 300)
    .replace(/\([^)]*\)|"[^"]*"|\{.*|\S*[/_]\S*/g, '…')
    .slice(0, 60);
}

/** `rows[17].x` as `rows[].x`; the first members of a path say enough. */
function general(field: string): string {
  return field
    .replace(/\[\d+\]/g, '[]')
    .split('.')
    .slice(0, 3)
    .join('.')
    .slice(0, 40);
}

const told = (error: unknown) =>
  (error instanceof Error ? `${error.stack ?? error.message}` : String(error)).slice(0, 2_000);

function shown(input: unknown): string {
  try {
    return (JSON.stringify(input) ?? 'undefined').slice(0, 1_500);
  } catch {
    return 'too deep to be shown';
  }
}

/** What is wrong with the outcome of a target; none: nothing is. */
export function problemsOf({ name, accepted, refused, violation }: Fuzzed): readonly string[] {
  return [
    ...(violation === undefined ? [] : [`${name}: ${violation}`]),
    ...(accepted === 0 ? [`${name}: nothing was accepted, so little was tried`] : []),
    ...(refused.size === 0 ? [`${name}: nothing was refused, so little was tried`] : []),
  ];
}

const REASONS = 12;

export function tell({ name, accepted, refused, slowest }: Fuzzed): string {
  const reasons = [...refused].sort(([, a], [, b]) => b - a);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const rest = reasons.slice(REASONS).reduce((sum, [, count]) => sum + count, 0);
  return [
    `${name}: ${accepted} accepted, ${total} refused, slowest ${Math.round(slowest)} ms`,
    ...reasons.slice(0, REASONS).map(([reason, count]) => `  ${count} ${reason}`),
    ...(rest > 0 ? [`  ${rest} for ${reasons.length - REASONS} other reasons`] : []),
  ].join('\n');
}
