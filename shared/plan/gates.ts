import type { HeldBy, Pending } from '../ledger/rows.ts';
import type { Difference } from './difference.ts';
import type { Harm } from './harm.ts';

/** What keeps changes of a name from being sent, though they are right. Nothing is announced that it stops. */
export interface Gate {
  readonly by: HeldBy;
  /** As people read it: `policy is plan, nothing is written`. */
  readonly reason: string;
  /** Which of the kinds it stops; absent: whatever changes. */
  readonly stops?: 'deletions' | 'bare deletions' | Harm | undefined;
  /** When whoever it holds back is to be looked at again, as it may open by itself (epoch ms). */
  readonly lookAt?: number | undefined;
}

/** The first gate that does not let the changes of a name pass. */
export function gateFor(
  gates: readonly Gate[],
  changes: Difference,
  harm: Harm | undefined,
): Gate | undefined {
  return gates.find(({ stops }) => {
    if (stops === undefined) return true;
    if (stops === 'deletions') return changes.deletes.length > 0;
    if (stops === 'bare deletions') return changes.deletes.length > 0 && changes.creates.length === 0;
    return stops === harm;
  });
}

/** What Route 53 or somebody's record refused, in contrast to what may be sent at another time. */
export function isRejected({ outcome }: Pick<Pending, 'outcome'>): boolean {
  return outcome !== 'held back';
}

/**
 * Whether what it held back before it still holds back, and for the same reason: people read it in the row.
 * One that opened and shut again is another.
 */
export function isStillShut(gates: readonly Gate[], pending: Held): boolean {
  return heldBy(gates, pending) !== undefined;
}

/** When a load balancer is to be looked at again whose change is held back by a gate that may open by itself. */
export function nextLookAt(gates: readonly Gate[], pending: Held): number | undefined {
  return heldBy(gates, pending)?.lookAt;
}

type Held = Pick<Pending, 'by' | 'reason'>;

function heldBy(gates: readonly Gate[], { by, reason }: Held): Gate | undefined {
  return gates.find((gate) => gate.by === by && reason.startsWith(gate.reason));
}
