import { type LoadBalancerRow, UNKNOWN } from './load-balancer-row.ts';
import type { Claim, NameRow } from './rows.ts';

/** What rows of an earlier schema lack. */
type Earlier<Row, Added extends keyof Row> = Omit<Row, Added> & Partial<Pick<Row, Added>>;
type EarlierClaim = Earlier<Claim, 'cluster' | 'priority'>;
type EarlierRow = Omit<Earlier<NameRow, 'transitions'>, 'claims'> & {
  readonly claims: Readonly<Record<string, EarlierClaim>>;
};

/**
 * A name's row of any schema as one of today's. What an earlier one did not know is empty until the next look at the
 * claim's load balancer; the row keeps its number until it is written.
 */
export function upgradeNameRow(row: EarlierRow): NameRow {
  const claims = Object.entries(row.claims).map(([at, claim]): [string, Claim] => {
    // Until schema 3 the reason of what was published was the note alone.
    const note = claim.note ?? (row.schema < 3 && claim.outcome === 'published' ? claim.reason : undefined);
    const { cluster = '', priority = 0 } = claim;
    return [at, { ...claim, cluster, priority, ...(note !== undefined && { note }) }];
  });
  return { ...row, claims: Object.fromEntries(claims), transitions: row.transitions ?? [] };
}

type EarlierLoadBalancerRow = Omit<Earlier<LoadBalancerRow, 'seen'>, 'declared'> & {
  readonly declared: LoadBalancerRow['declared'] | boolean;
};

/**
 * The same of a load balancer's row. Until schema 4 Istio's Gateways were all that declared hosts; until schema 5 nobody
 * kept what a look saw.
 */
export function upgradeLoadBalancerRow(row: EarlierLoadBalancerRow): LoadBalancerRow {
  const { declared, seen = UNKNOWN } = row;
  const kinds: LoadBalancerRow['declared'] =
    typeof declared === 'boolean' ? (declared ? ['Gateway'] : []) : declared;
  return { ...row, declared: kinds, seen };
}
