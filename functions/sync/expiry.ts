import type { LoadBalancerRow } from '../../shared/ledger/load-balancer-row.ts';
import type { NameKey } from '../../shared/ledger/rows.ts';

const LIFE = 60 * 60;

/** A row that nothing needs any more stays for an hour, in epoch seconds, so that a late writer still meets its version. */
export function expiryOf(
  gone: boolean,
  names: readonly NameKey[],
  now: number,
): Pick<LoadBalancerRow, 'expires'> {
  return gone && names.length === 0 ? { expires: Math.ceil(now / 1000) + LIFE } : {};
}
