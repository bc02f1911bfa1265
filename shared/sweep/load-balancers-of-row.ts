import type { LedgerRow } from '../ledger/list-ledger-rows.ts';
import { mentionedBy } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/**
 * The load balancers to look at because of this row: its own, and those that a name row mentions, as their own row may
 * have vanished. A row that waits for its expiry says nothing any more, and a look would keep it for another hour; if
 * its load balancer is there again, the Region lists it.
 */
export function loadBalancersOfRow(each: LedgerRow): readonly LoadBalancerId[] {
  if (each.kind === 'load-balancer') {
    return each.row.expires !== undefined && each.row.names.length === 0 ? [] : [each.id];
  }
  if (each.kind === 'zone') return [];
  return mentionedBy(each.row);
}
