import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { tellDrifted } from '../../shared/plan/drift.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import { foundOf } from './finds.ts';
import type { Looked } from './look.ts';
import type { Run } from './ports.ts';
import { causeOf, type Work } from './work.ts';

/** One line for each load balancer of which only a sweep knew, once that is in the ledger: some event was lost. */
export function tellFinds(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  committed: Committed,
  done: ReadonlyMap<NameKey, Decided>,
  run: Run,
): void {
  for (const loadBalancer of committed.loadBalancers.keys()) {
    const [own, look] = [work.loadBalancers.get(loadBalancer), looked.get(loadBalancer)];
    if (own === undefined || look === undefined) continue;
    const found = foundOf(own, look, done);
    if (found === undefined) continue;
    const cause = causeOf(work, [loadBalancer]);
    const names = [...new Set([...look.row.names, ...look.observation.asks.keys()])].sort();
    run.tellFind({ loadBalancer, found, names, eventId: cause.eventId, cause });
  }
}

/** One line for each name of which a read did not find what stood of ours, once that is in the ledger. */
export function tellDrift(work: Work, done: ReadonlyMap<NameKey, Decided>, run: Run): void {
  for (const [key, { decision, before, zone, looks }] of done) {
    if (decision.drifted.length === 0) continue;
    const cause = causeOf(work, [...looks, key]);
    const { zoneId, host: hostname } = before;
    const records = tellDrifted(decision.drifted);
    run.tellDrift({
      hostname,
      zoneId,
      records,
      drift: zone.drift ?? 'restore',
      eventId: cause.eventId,
      cause,
    });
  }
}
