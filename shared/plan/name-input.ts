import type { Delegation } from '../ledger/delegations.ts';
import type { NameKey, NameRow } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { Readiness } from '../load-balancers/readiness.ts';
import type { RecordSet } from '../records/record-set.ts';
import type { BucketSettings } from '../settings.ts';
import type { Drift } from '../zones/zone.ts';
import type { Difference } from './difference.ts';
import type { Gate } from './gates.ts';
import type { Observation, WithdrawAfter } from './observation.ts';

/** What one name is decided by. */
export interface NameInput {
  readonly key: NameKey;
  /** Present, or made empty. */
  readonly row: NameRow;
  /** Looks of this run whose load balancer asks for the name or may be mentioned by the row. */
  readonly observations: readonly Observation[];
  /** The name as Route 53 lists it, if it was read in this run. */
  readonly listing?:
    | {
        readonly sets: readonly RecordSet[];
        /** Types of its other records, TXT and the like. */
        readonly otherTypes: readonly string[];
        /** When the read began, epoch ms. */
        readonly at: number;
      }
    | undefined;
  /** Where the name is delegated to by another name of its zone, or by its own NS records, as far as that is known. */
  readonly delegation?: Delegation | undefined;
  /** A hint, a refusal or a lost answer asks for a read whatever the row says. */
  readonly mustRead: boolean;
  /** A hint asks for the name itself: what was refused is tried again. */
  readonly hinted?: boolean | undefined;
  /** An operator asks for the name: what is in quarantine is tried again as well. */
  readonly retry?: boolean | undefined;
  /** What Route 53 refused in this run, and its words. */
  readonly refusal?: { readonly changes: Difference; readonly message: string } | undefined;
  /** Load balancers that an earlier round of this run tried to look at for this name. */
  readonly tried?: ReadonlySet<LoadBalancerId> | undefined;
  /** Of the settings, by cluster; of load balancers of none by an empty name. */
  readonly clusterPriority: (cluster: string) => number;
  /** Of the load balancers that a decision of this run asked about. */
  readonly readiness: ReadonlyMap<LoadBalancerId, Readiness>;
  /** What becomes of what somebody else changed or removed of ours. Absent: it is restored. */
  readonly drift?: Drift | undefined;
  /** What keeps changes of the name from being sent, first come first. */
  readonly gates: readonly Gate[];
  /** The share of Route 53's changes; absent: without limit. */
  readonly quota?: BucketSettings | undefined;
  /** Epoch ms. */
  readonly now: number;
  readonly withdrawAfter: WithdrawAfter;
}
