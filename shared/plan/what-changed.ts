import { isDeepStrictEqual } from 'node:util';
import { asRemembered } from '../ledger/remember.ts';
import type { NameRow, Transition } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { conflictOf } from '../records/coexistence.ts';
import { describeRecordSet } from '../records/same-record-set.ts';
import type { Decision } from './decision.ts';
import { isEmpty } from './difference.ts';
import { tellMissing } from './tell-missing.ts';

/** What a claim came to, where that differs from what the row said before. */
export type Told = Pick<Transition, 'lb' | 'outcome' | 'reason' | 'records'>;

/**
 * The claims of a name whose outcome, reason or records a decision changes, and those that leave by it: what is logged,
 * and what the row remembers.
 * @param refusalOf why a load balancer that was looked at is refused the name without a claim.
 */
export function whatChanged(
  before: NameRow,
  decision: Pick<Decision, 'row' | 'announced' | 'changes'>,
  refusalOf: (lb: LoadBalancerId) => string | undefined,
): readonly Told[] {
  const { row } = decision;
  const told = Object.entries(row.claims).flatMap(([at, { lb, outcome, reason }]): Told[] => {
    const told: Told = { lb, outcome, reason, records: recordsOf(lb, row) };
    return isKnown(told, before, at) ? [] : [told];
  });
  // One load balancer has one claim of a name: under another set identifier it did not leave.
  const staying = new Set(Object.values(row.claims).map(({ lb }) => lb));
  const leaving = Object.values(before.claims).filter(({ lb }) => !staying.has(lb));
  const left = leaving.map(({ lb }): Told => {
    const reason = whyLeft(lb, decision, before, refusalOf(lb));
    return { lb, outcome: 'left', reason, records: [] };
  });
  return [...told, ...left];
}

/** A row in doubt holds claims as they were announced, of which nothing was told yet: there, what it remembers counts. */
function isKnown({ lb, outcome, reason, records }: Told, before: NameRow, at: string): boolean {
  if (before.doubt) {
    const last = before.transitions.find((each) => each.lb === lb);
    const isSame = last?.outcome === outcome && last.reason === asRemembered(reason);
    return isSame && isDeepStrictEqual(last.records, records);
  }
  const claim = before.claims[at];
  const isSame = claim?.outcome === outcome && claim.reason === reason;
  return isSame && isDeepStrictEqual(recordsOf(lb, before), records);
}

function recordsOf(lb: LoadBalancerId, { standing }: NameRow): string[] {
  return standing.filter((entry) => entry.lb === lb).map(({ set }) => describeRecordSet(set));
}

/** Why a claim is no longer in the row. */
function whyLeft(
  lb: LoadBalancerId,
  { row, announced, changes }: Pick<Decision, 'row' | 'announced' | 'changes'>,
  before: NameRow,
  refusal: string | undefined,
): string {
  const claim = Object.values(announced.claims).find((each) => each.lb === lb);
  const why =
    claim?.missing?.cause === 'gateway' || refusal === undefined
      ? tellMissing(claim ?? {})
      : `refused: ${refusal}`;
  const left = before.standing.filter((entry) => entry.lb === lb);
  if (left.length === 0) return why;
  const next = row.standing.find(({ set }) => left.some((entry) => conflictOf(entry.set, set) !== undefined));
  if (next !== undefined) return `handed over to ${next.lb}: ${why}`;
  // A read found it gone: an answer was lost, or somebody else deleted it.
  return isEmpty(changes) ? `nothing of it stands any more: ${why}` : `withdrawn: ${why}`;
}
