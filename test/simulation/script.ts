import fc from 'fast-check';

/** What happens in one step; how often, of all steps. */
const WEIGHTS = {
  'load balancer': 42,
  health: 6,
  cluster: 12,
  foreigner: 8,
  settings: 6,
  freeze: 3,
  approve: 2,
  replay: 4,
  survey: 13,
  sweep: 4,
  'light sweep': 3,
  sync: 42,
  'go on': 90,
  land: 4,
  kill: 4,
  time: 18,
  hour: 2,
} as const;

export type StepKind = keyof typeof WEIGHTS;

/** One step. All that it leaves open is drawn from its own seed: a step left out changes no choice of another. */
export interface Step {
  readonly kind: StepKind;
  readonly seed: number;
}

/** What a history begins with. */
export interface Setup {
  /** Of the load balancers that there may be, and of all that nothing else says. */
  readonly seed: number;
  /** How many load balancers there may be. */
  readonly players: number;
  /** Whether tags have settings beside names. */
  readonly settings: boolean;
  /** Whether annotations of Services ask for names. */
  readonly annotations: boolean;
  /** What is so small that histories meet it. */
  readonly small: 'nothing' | 'brake' | 'quota';
  /** What is told: calls of the ELB APIs by CloudTrail, or changes of tags alone. */
  readonly events: 'calls' | 'tags';
  /** Whether calls fail, answers get lost, and events do. */
  readonly faults: boolean;
}

export interface Script {
  readonly setup: Setup;
  readonly steps: readonly Step[];
}

const KINDS = Object.keys(WEIGHTS) as readonly StepKind[];
const SMALL: readonly Setup['small'][] = ['nothing', 'brake', 'quota'];
const seeds = fc.noShrink(fc.nat({ max: 0x7fffffff }));

const kinds = fc.oneof(...KINDS.map((kind) => ({ weight: WEIGHTS[kind], arbitrary: fc.constant(kind) })));

/** Of 20 to 120 steps; shrinks by leaving out steps and the setup's complications. */
export const scripts: fc.Arbitrary<Script> = fc.noBias(
  fc.record({
    setup: fc.record({
      seed: seeds,
      players: fc.integer({ min: 1, max: 5 }),
      settings: fc.boolean(),
      annotations: fc.nat({ max: 2 }).map((one) => one === 2),
      small: fc.constantFrom('nothing', 'nothing', ...SMALL),
      events: fc.constantFrom('calls', 'calls', 'calls', 'tags'),
      faults: fc.nat({ max: 7 }).map((one) => one > 0),
    }),
    steps: fc.array(fc.noShrink(fc.record({ kind: kinds, seed: seeds })), {
      minLength: 1,
      maxLength: 120,
      size: 'max',
    }),
  }),
);

/** One line of JSON, a step as `[kind, seed]`. */
export function textOfScript({ setup, steps }: Script): string {
  return JSON.stringify({ setup, steps: steps.map(({ kind, seed }) => [kind, seed]) });
}

/** Throws with what is wrong, and what was expected. */
export function parseScript(text: string): Script {
  const expected = '{"setup": {…}, "steps": [["load balancer", 1], …]}, as a failing run prints it';
  const wrong = (what: string) =>
    new Error(`The history is ${what}, expected ${expected}: copy the whole line.`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new Error(wrong('no JSON').message, { cause });
  }
  const { setup, steps } = (read ?? {}) as { setup?: Partial<Setup>; steps?: unknown };
  if (typeof setup !== 'object' || !Array.isArray(steps)) throw wrong('without setup or steps');
  const { seed, players, small } = setup;
  if (!Number.isInteger(seed) || !Number.isInteger(players) || !SMALL.some((each) => each === small))
    throw wrong(`of the setup ${JSON.stringify(setup)}`);
  return {
    setup: setup as Setup,
    steps: steps.map((step: unknown) => {
      const [kind, own] = Array.isArray(step) ? (step as unknown[]) : [];
      if (!KINDS.some((each) => each === kind) || !Number.isInteger(own))
        throw wrong(`with the step ${JSON.stringify(step)}`);
      return { kind: kind as StepKind, seed: own as number };
    }),
  };
}
