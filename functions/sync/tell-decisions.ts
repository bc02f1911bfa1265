import { isDeepStrictEqual } from 'node:util';
import type { NameKey, NameRow } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { isEmpty } from '../../shared/plan/difference.ts';
import { conflictOf } from '../../shared/records/coexistence.ts';
import { describeRecordSet } from '../../shared/records/same-record-set.ts';
import type { Committed } from './commit.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { Run } from './ports.ts';
import { eventIdOf, type Work } from './work.ts';

/** One line per decision that is in the ledger and differs from what was there before. */
export function tellDecisions(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  committed: Committed,
  done: ReadonlyMap<NameKey, Decided>,
  run: Run,
): void {
  for (const [key, { decision, before, looks }] of done) {
    const { zoneId, host: hostname } = before;
    for (const [at, { lb, outcome, reason }] of Object.entries(decision.row.claims)) {
      const known = before.claims[at];
      const records = recordsOf(lb, decision.row);
      const isSame = known?.outcome === outcome && known.reason === reason;
      if (isSame && isDeepStrictEqual(records, recordsOf(lb, before))) continue;
      run.tellDecision({
        hostname,
        zoneId,
        loadBalancer: lb,
        outcome,
        reason,
        records,
        eventId: eventIdOf(work, [lb, key, ...looks]),
      });
    }
    for (const { lb } of Object.values(before.claims)) {
      // One load balancer has one claim of a name: under another set identifier it did not leave.
      if (Object.values(decision.row.claims).some((claim) => claim.lb === lb)) continue;
      const reason = whyLeft(lb, decision, before, looked.get(lb));
      run.tellDecision({
        hostname,
        zoneId,
        loadBalancer: lb,
        outcome: 'left',
        reason,
        records: [],
        eventId: eventIdOf(work, [lb, key, ...looks]),
      });
    }
  }
  for (const id of committed.loadBalancers.keys()) {
    for (const [key, reason] of Object.entries(looked.get(id)?.observation.ignored ?? {}))
      if (looked.get(id)?.row.ignored[key] !== reason)
        run.tellIgnoredTag({ loadBalancer: id, key, reason, eventId: eventIdOf(work, [id]) });
    const { observation, row } = looked.get(id) ?? {};
    for (const [hostname, reason] of Object.entries(observation?.refused ?? {}))
      if (row?.refused[hostname] !== reason)
        run.tellDecision({
          hostname,
          loadBalancer: id,
          outcome: 'refused',
          reason,
          records: [],
          eventId: eventIdOf(work, [id]),
        });
  }
}

function recordsOf(lb: LoadBalancerId, { standing }: NameRow): string[] {
  return standing.filter((entry) => entry.lb === lb).map(({ set }) => describeRecordSet(set));
}

/** Why a claim is no longer in the row. */
function whyLeft(
  lb: LoadBalancerId,
  { row, announced, changes }: Decided['decision'],
  before: Decided['before'],
  own: Looked | undefined,
): string {
  const missing = Object.values(announced.claims).find((claim) => claim.lb === lb)?.missing;
  const refused = own?.observation.refused[before.host];
  const why =
    missing?.cause === 'gateway'
      ? 'no host declared behind the load balancer covers it any more'
      : refused !== undefined
        ? `refused: ${refused}`
        : 'the load balancer is gone or no longer asks for it';
  const left = before.standing.filter((entry) => entry.lb === lb);
  if (left.length === 0) return why;
  const next = row.standing.find(({ set }) => left.some((entry) => conflictOf(entry.set, set) !== undefined));
  if (next !== undefined) return `handed over to ${next.lb}: ${why}`;
  // A read found it gone: an answer was lost, or somebody else deleted it.
  return isEmpty(changes) ? `nothing of it stands any more: ${why}` : `withdrawn: ${why}`;
}
