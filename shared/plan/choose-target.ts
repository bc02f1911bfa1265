import type { NameRow, StandingSet } from '../ledger/rows.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import type { Policy } from '../settings.ts';
import { isStillPending } from './admit.ts';
import type { LiveClaim } from './merge-claims.ts';
import { isAwaited } from './rank-claims.ts';

export interface Target {
  /** What should stand, and for whom. */
  readonly sets: readonly StandingSet[];
  /** The top claim would be written but for a survey that is too old. */
  readonly needsSurvey: boolean;
}

/**
 * What should stand at the name, as far as this run may decide it: for a claim whose load balancer it looked at itself.
 * Otherwise everything stays and somebody is hinted.
 */
export function chooseTarget(
  row: NameRow,
  claims: readonly LiveClaim[],
  top: LiveClaim | undefined,
  now: number,
  policy: Policy,
): Target {
  const stay = { sets: row.standing, needsSurvey: false };
  if (top === undefined) {
    // A record that somebody living waits for stays until that one's own run replaces it.
    if (claims.some((claim) => isAwaited(claim, now))) return stay;
    const due = new Set(claims.filter((claim) => claim.due).map(({ lb }) => lb));
    return { ...stay, sets: row.standing.filter(({ lb }) => !due.has(lb)) };
  }
  if (!top.observed || top.missing || top.verdict?.outcome === 'kept') return stay;
  const own = row.standing.filter(({ lb }) => lb === top.lb);
  const isHandover = own.length === 0 || own.length < row.standing.length;
  const sets = top.records.map((set) => ({ set, lb: top.lb }));
  const isNew = isHandover && !sameRecordSets(own.map(toSet), top.records);
  // What would be refused or held back all the same needs no survey.
  if (isNew && !top.ready && !isStillPending(row.pending, sets, policy))
    return { ...stay, needsSurvey: true };
  return { sets, needsSurvey: false };
}

const toSet = ({ set }: StandingSet) => set;
