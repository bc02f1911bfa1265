import { GONE, UNKNOWN } from '../../shared/ledger/load-balancer-row.ts';
import type { Claim, NameKey, NameRow } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { sameRecordSets } from '../../shared/records/same-record-set.ts';
import { isOfSweepAlone } from '../../shared/sweep/sweep-cause.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { LoadBalancerWork } from './work.ts';

/**
 * What a sweep found and no event told: a load balancer that asks for names; that one with names is gone; other tags than
 * those seen last; other records by the same tags, as after a change of the address type.
 */
export type Found = 'new' | 'gone' | 'tags' | 'records';

/**
 * What only a sweep found of a load balancer. Nothing, where anything else had it looked at, a second look or a survey
 * among them; and where nothing is known of an earlier look to compare with.
 */
export function foundOf(
  { hints }: LoadBalancerWork,
  { row, seen, observation }: Looked,
  done: ReadonlyMap<NameKey, Decided>,
): Found | undefined {
  if (hints.length === 0 || !hints.every(({ cause }) => isOfSweepAlone(cause))) return undefined;
  const { asks, refused, gone } = observation;
  const isAsking = asks.size > 0 || Object.keys(refused).length > 0;
  if (row.ver === '' || row.seen === GONE) return isAsking ? 'new' : undefined;
  if (row.seen === UNKNOWN) return undefined;
  if (gone) return row.names.length > 0 ? 'gone' : undefined;
  if (row.seen !== seen)
    return isAsking || row.names.length > 0 || Object.keys(row.refused).length > 0 ? 'tags' : undefined;
  return [...done.values()].some((each) => hasOtherRecords(each, observation.id)) ? 'records' : undefined;
}

/** What something behind it asks for changes with a survey. */
function hasOtherRecords({ before, decision }: Decided, id: LoadBalancerId): boolean {
  const [was, is] = [claimOf(before, id), claimOf(decision.row, id)];
  if (was === undefined || is === undefined || was.asked || is.asked) return false;
  return was.stays !== true && is.stays !== true && !sameRecordSets(was.records, is.records);
}

function claimOf({ claims }: NameRow, id: LoadBalancerId): Claim | undefined {
  return Object.values(claims).find(({ lb }) => lb === id);
}
