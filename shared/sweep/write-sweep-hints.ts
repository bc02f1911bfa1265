import type { Cause, Hint } from '../events/hint.ts';
import type { WriteHints } from '../events/write-hints.ts';
import type { NameRow } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { Zone } from '../zones/zone.ts';
import { type Known, type Listings, listKnown, throwIfIncomplete } from './list-known.ts';
import { loadBalancersOfRow } from './load-balancers-of-row.ts';
import { namesToRead } from './names-to-read.ts';
import { spread } from './spread.ts';

/** What hinting all there is needs of the world. */
export interface SweepPorts extends Listings {
  /** Epoch ms. */
  readonly now: () => number;
  readonly writeHints: WriteHints;
}

/** How many hints of each kind went out. */
export interface Swept {
  readonly loadBalancers: number;
  readonly names: number;
}

/**
 * Hints what no event told, without reading a zone: every load balancer of the Region and of the ledger, and by name what
 * is to be read in Route 53. If one of the two cannot be listed, the other is hinted all the same, and then it throws.
 */
export async function writeSweepHints(
  ports: SweepPorts,
  cause: Cause,
  zones: readonly Zone[],
): Promise<Swept> {
  const known = await listKnown(ports);
  const ids = loadBalancersIn(known);
  const names = namesToRead(known.rows, zones, ports.now());
  const hints = [...loadBalancerHints(ids, cause), ...nameHints(names, cause)];
  await ports.writeHints(spread(hints));
  throwIfIncomplete(known.errors, hints.length);
  return { loadBalancers: ids.length, names: names.length };
}

/** Of the Region and of the ledger, each once. */
export function loadBalancersIn({ loadBalancers, rows }: Known): readonly LoadBalancerId[] {
  return [...new Set([...loadBalancers, ...rows.flatMap(loadBalancersOfRow)])];
}

export function loadBalancerHints(ids: readonly LoadBalancerId[], cause: Cause): readonly Hint[] {
  return ids.map((id) => ({ kind: 'load-balancer', id, cause }));
}

export function nameHints(names: readonly Pick<NameRow, 'zoneId' | 'host'>[], cause: Cause): readonly Hint[] {
  return names.map(({ zoneId, host }) => ({ kind: 'name', zoneId, host, cause }));
}
