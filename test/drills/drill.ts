import type { Stage } from './stage.ts';

/** Something that gets lost, and how it comes back. */
export interface Drill {
  /** Its section of docs/runbook.md: the commands there are what the drill runs. */
  readonly heading: string;
  /** Throws where it does not end as it should. */
  readonly play: (stage: Stage) => Promise<void>;
}
