import type { NameKey, NameRow, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { type Difference, NOTHING } from './difference.ts';
import type { Harm } from './harm.ts';
import type { NameInput } from './name-input.ts';
import type { WaitedFor } from './who-follows.ts';

export interface Decision {
  readonly key: NameKey;
  /** The name must be listed in Route 53 and decided again; nothing else of this decision counts. */
  readonly mustRead: boolean;
  /**
   * Load balancers to be looked at in this run before this is carried out, as their sets must make way for it. Where they
   * share the name, all sets change in one batch; by itself the name would go through a moment in which one load balancer
   * gets the traffic of all. And whoever is displaced may ask for something else by now, or come first.
   */
  readonly lookFirst: readonly LoadBalancerId[];
  /** Load balancers that might take the name over: whether they are ready is asked for, and it is decided again. */
  readonly readinessWanted: readonly LoadBalancerId[];
  /** The row as it is to be once `changes` took effect, or at once where there are none. `rev` is the one read. */
  readonly row: NameRow;
  /** The row while the changes are under way, without the values about to be sent. */
  readonly announced: NameRow;
  /** Empty where nothing is to be sent. */
  readonly changes: Difference;
  /** What stood of ours and somebody else changed or removed, as this run read. */
  readonly drifted: readonly StandingSet[];
  /** They have been refused before: whatever they are sent with might be refused for them. */
  readonly isRetry: boolean;
  /** What the changes take from a line, for the brake to count. */
  readonly harm?: Harm | undefined;
  /** Load balancers to be looked at because their claim should stand and does not, or the other way round. */
  readonly follow: readonly LoadBalancerId[];
  readonly waitedFor: readonly WaitedFor[];
  readonly lookAgain: readonly { readonly lb: LoadBalancerId; readonly at: number }[];
  readonly askSurvey: readonly LoadBalancerId[];
}

/** The name is to be listed in Route 53, and decided again. */
export function readFirst(input: NameInput): Decision {
  return { ...undecided(input), mustRead: true };
}

/** Nothing of it is decided: the row as it is. */
export function undecided({ key, row }: NameInput): Decision {
  const none = {
    readinessWanted: [],
    lookFirst: [],
    follow: [],
    waitedFor: [],
    lookAgain: [],
    askSurvey: [],
  };
  return {
    key,
    mustRead: false,
    row,
    announced: row,
    changes: NOTHING,
    drifted: [],
    isRetry: false,
    ...none,
  };
}
