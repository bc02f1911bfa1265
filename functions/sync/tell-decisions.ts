import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { Run } from './ports.ts';
import { causeOf, type Work } from './work.ts';

/** One line per decision that is in the ledger and differs from what was there before. */
export function tellDecisions(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  committed: Committed,
  done: ReadonlyMap<NameKey, Decided>,
  run: Run,
): void {
  for (const { transitions, before } of done.values()) {
    const { zoneId, host: hostname } = before;
    for (const { lb: loadBalancer, outcome, reason, records, cause } of transitions) {
      const { eventId } = cause;
      run.tellDecision({ hostname, zoneId, loadBalancer, outcome, reason, records, eventId, cause });
    }
  }
  for (const loadBalancer of committed.loadBalancers.keys()) {
    const { observation, row } = looked.get(loadBalancer) ?? {};
    const cause = causeOf(work, [loadBalancer]);
    const { eventId } = cause;
    for (const [key, reason] of Object.entries(observation?.ignored ?? {}))
      if (row?.ignored[key] !== reason) run.tellIgnoredTag({ loadBalancer, key, reason, eventId, cause });
    for (const [hostname, reason] of Object.entries(observation?.refused ?? {})) {
      const line = {
        hostname,
        loadBalancer,
        outcome: 'refused',
        reason,
        records: [],
        eventId,
        cause,
      } as const;
      if (row?.refused[hostname] !== reason) run.tellDecision(line);
    }
  }
}
