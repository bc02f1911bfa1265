import type { LedgerRow, ListLedgerRows } from '../ledger/list-ledger-rows.ts';
import { forgetful } from '../ledger/remember.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';

/** Where a sweep finds what there is. */
export interface Listings {
  /** All load balancers of the Region, or it throws. */
  readonly listAllLoadBalancers: () => Promise<readonly { readonly id: LoadBalancerId }[]>;
  /** All rows of the ledger, or it throws. */
  readonly listLedgerRows: ListLedgerRows;
}

/** What could be listed, and why the rest could not. */
export interface Known {
  readonly loadBalancers: readonly LoadBalancerId[];
  readonly rows: readonly LedgerRow[];
  readonly hasLedger: boolean;
  readonly errors: readonly unknown[];
}

/** The load balancers of the Region and the rows of the ledger: each of the two whole, or not at all. */
export async function listKnown(from: Listings): Promise<Known> {
  const [region, ledger] = await Promise.allSettled([from.listAllLoadBalancers(), rowsOf(from)]);
  return {
    loadBalancers: region.status === 'fulfilled' ? region.value.map(({ id }) => id) : [],
    rows: ledger.status === 'fulfilled' ? ledger.value : [],
    hasLedger: ledger.status === 'fulfilled',
    errors: [region, ledger].flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : [])),
  };
}

async function rowsOf({ listLedgerRows }: Listings): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for await (const each of listLedgerRows())
    rows.push(each.kind === 'name' ? { ...each, row: forgetful(each.row) } : each);
  return rows;
}

/** Throws, if something could not be listed; after all else was done. */
export function throwIfIncomplete(errors: readonly unknown[], sent: number): void {
  if (errors.length === 0) return;
  const why = errors.map((error) =>
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  );
  throw new AggregateError(
    errors,
    `The sweep is incomplete: ${why.join('; ')}. ${sent} hints of what could be listed were sent; the next try hints all.`,
  );
}
