import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import { describeRecordSet, sameRecordSets } from '../records/same-record-set.ts';
import { describeDifference, without } from './difference.ts';
import type { Gate } from './gates.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';

/** How the reason of whatever drift holds back begins. */
const RESPECTED =
  'drift is respected: somebody else changed or removed what stood of it; have the name looked at (operate sync), or change what is asked for, to write it again';

/**
 * What of ours a read does not find any more, though nothing that Signpost did can explain it: with a doubt, or an attempt
 * without a sure answer, it may have been us.
 */
export function driftedSets(before: NameRow, standing: readonly StandingSet[]): readonly StandingSet[] {
  return before.doubt || before.sent.length > 0 ? [] : without(before.standing, standing);
}

/** The claims, those marked whose records drifted and are to stay so; and none, where an operator asks for the name. */
export function markDrifted(
  claims: readonly LiveClaim[],
  drifted: readonly StandingSet[],
  { drift, retry }: Pick<NameInput, 'drift' | 'retry'>,
): readonly LiveClaim[] {
  if (drift !== 'respect' || retry === true) return claims;
  return claims.map((claim) => {
    const lost = drifted.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
    if (lost.length === 0 || !asksFor(claim, lost)) return claim;
    const reason = `${RESPECTED}; it would ${describeDifference({ deletes: [], creates: lost })}`;
    const pending: Pending = { wanted: claim.records, outcome: 'held back', by: 'drift', reason };
    return { ...claim, pending };
  });
}

/** Holds back all that would be written at a name while a claim on it is marked, and asks for what it asked for then. */
export function driftGates(
  claims: readonly LiveClaim[],
  { drift, retry }: Pick<NameInput, 'drift' | 'retry'>,
): readonly Gate[] {
  if (drift !== 'respect' || retry === true) return [];
  const isHeld = ({ pending, records, missing }: LiveClaim) =>
    pending?.by === 'drift' && missing === undefined && sameRecordSets(pending.wanted, records);
  return claims.some(isHeld) ? [{ by: 'drift', reason: RESPECTED }] : [];
}

/** As people read it. */
export function tellDrifted(drifted: readonly StandingSet[]): readonly string[] {
  return drifted.map(({ set }) => describeRecordSet(set));
}

/** A claim that asks for something else by now has changed itself. */
function asksFor({ records, missing }: LiveClaim, lost: readonly StandingSet['set'][]): boolean {
  const asked = records.map((set) => ({ set, lb: '' as StandingSet['lb'] }));
  const sets = lost.map((set) => ({ set, lb: '' as StandingSet['lb'] }));
  return missing === undefined && without(sets, asked).length === 0;
}
