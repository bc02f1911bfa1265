import type { Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { RecordSet } from '../records/record-set.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { without } from './difference.ts';
import type { Shared } from './share-name.ts';

/**
 * Those who lose a set, and with them whoever else of those that share the name is still to be written: in a ring each
 * makes way for the next.
 */
export function whoMakesWay(
  { sharing, waiting }: Shared,
  before: readonly StandingSet[],
  after: readonly StandingSet[],
  pending: ReadonlyMap<LoadBalancerId, Pending>,
  tried: ReadonlySet<LoadBalancerId> = new Set(),
): LoadBalancerId[] {
  const losing = new Set(without(before, after).map(({ lb }) => lb));
  const open = sharing.filter(
    ({ lb, observed, missing, stays, records }) =>
      !(observed || missing || stays || tried.has(lb) || pending.has(lb)) &&
      !sameRecordSets(setsOf(lb, after), records),
  );
  const displaced = [...waiting.keys()].filter(
    ({ lb, observed }) => losing.has(lb) && !observed && !tried.has(lb),
  );
  return [...(open.some(({ lb }) => losing.has(lb)) ? open : []), ...displaced].map(({ lb }) => lb);
}

const setsOf = (lb: LoadBalancerId, sets: readonly StandingSet[]): RecordSet[] =>
  sets.filter((entry) => entry.lb === lb).map(({ set }) => set);
