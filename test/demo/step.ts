import type { Stage } from './stage.ts';

/** A sentence of the story. */
export interface Step {
  readonly title: string;
  /** What sync's log is searched for if the step does not end as told. */
  readonly about: readonly string[];
  /** Throws if it does not end as told. */
  readonly play: (stage: Stage) => Promise<void>;
}
