import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { admit, type Foreign, wantedOf } from './admit.ts';
import { fitsOneBatch } from './batch-limits.ts';
import type { Target } from './choose-target.ts';
import {
  addsKind,
  type Difference,
  describeDifference,
  difference,
  isEmpty,
  NOTHING,
  without,
} from './difference.ts';
import { type Gate, gateFor, isRejected } from './gates.ts';
import { harmOf } from './harm.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { quarantined } from './quarantine.ts';
import { fitsQuota, overQuota } from './quota-share.ts';

export interface Permitted {
  readonly target: readonly StandingSet[];
  readonly changes: Difference;
  /** By load balancer: what this run decided not to send. */
  readonly pending: ReadonlyMap<LoadBalancerId, Pending>;
  /** Those of them that somebody's records stand in the way of. */
  readonly blocked: ReadonlyMap<LoadBalancerId, Pending>;
  /** Those of them that only what another one of them keeps stands in the way of. */
  readonly along: ReadonlySet<LoadBalancerId>;
  /** The gate that holds the changes back. */
  readonly gate?: Gate | undefined;
}

/** What of the target may be sent now. `read`: it depends on what stands at the name. */
export function mayChange(
  input: NameInput,
  row: NameRow,
  { sets: target, decided }: Target,
  foreign: Foreign,
): Permitted | 'read' {
  const wanted = difference(row.standing, target);
  if (input.listing === undefined) {
    if (isEmpty(wanted))
      return { target, changes: NOTHING, pending: new Map(), blocked: new Map(), along: new Set() };
    const wasRefused = [...decided].some(({ pending }) => pending !== undefined && isRejected(pending));
    // What can never be sent need not be read for.
    if ((wasRefused || addsKind(row.standing, wanted)) && fitsQuota(wanted, input.quota)) return 'read';
  }
  const going = new Set([...decided].filter(({ due }) => due).map(({ lb }) => lb));
  const admitted = admit(row.standing, target, foreign, going);
  const changes = difference(row.standing, admitted.target);
  const { refused: blocked, along } = admitted;
  if (isEmpty(changes)) return { target: admitted.target, changes, pending: blocked, blocked, along };

  const hold = (told: (claim: LiveClaim) => Omit<Pending, 'wanted'>, gate?: Gate): Permitted => {
    const changing = [...without(admitted.target, row.standing), ...without(row.standing, admitted.target)];
    const changed = new Set(changing.map(({ lb }) => lb));
    // Of a name that another line is to get, the one that goes is not held back: it waits for whoever takes over.
    const waits = ({ due }: LiveClaim) => due && gate?.stops === 'retarget';
    const held = [...decided].filter((claim) => changed.has(claim.lb) && !waits(claim));
    const pending = held.map((claim): [LoadBalancerId, Pending] => [
      claim.lb,
      { ...told(claim), wanted: wantedOf(claim.lb, target) },
    ]);
    return {
      target: row.standing,
      changes: NOTHING,
      pending: new Map<LoadBalancerId, Pending>([...blocked, ...pending]),
      blocked,
      along,
      gate,
    };
  };
  const { refusal, quota } = input;
  if (refusal && isSame(refusal.changes, changes))
    return hold(({ lb, pending }) => quarantined(pending, wantedOf(lb, target), refusal.message, input.now));
  if (!fitsOneBatch(changes)) return hold(() => ({ outcome: 'refused', reason: TOO_LARGE, own: true }));
  if (quota && !fitsQuota(changes, quota))
    return hold(() => ({ outcome: 'held back', reason: overQuota(changes, quota), by: 'quota' }));
  const gate = gateFor(input.gates, changes, harmOf(row.standing, admitted.target, lineIn(row, decided)));
  if (gate) {
    const reason = `${gate.reason}; it would ${describeDifference(changes)}`;
    return hold(() => ({ outcome: 'held back', reason, by: gate.by }), gate);
  }
  return { target: admitted.target, changes, pending: blocked, blocked, along };
}

/** The line that a load balancer is of, or was when it was last heard of. */
export function lineIn(row: NameRow, claims: Iterable<LiveClaim>): (lb: LoadBalancerId) => string {
  const known = new Map<LoadBalancerId, string>();
  for (const { lb, line } of [...Object.values(row.claims), ...claims]) known.set(lb, line);
  return (lb) => known.get(lb) ?? lb;
}

/** The records of a name change together, and this change cannot be divided. */
export const TOO_LARGE =
  'replacing all that stands at the name is more than Route 53 takes in one batch: take some of its load balancers off ' +
  'the name first, or shorten their targets';

function isSame(a: Difference, b: Difference): boolean {
  return sameRecordSets(a.deletes, b.deletes) && sameRecordSets(a.creates, b.creates);
}
