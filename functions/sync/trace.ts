import { remember } from '../../shared/ledger/remember.ts';
import type { NameRow, Transition } from '../../shared/ledger/rows.ts';
import type { Decision } from '../../shared/plan/decision.ts';
import { whatChanged } from '../../shared/plan/what-changed.ts';
import type { Looked } from './look.ts';
import { causeOf, type Work } from './work.ts';

export interface Traced {
  readonly decision: Decision;
  /** What the decision changes, and what led to it: logged once it is in the ledger. */
  readonly transitions: readonly Transition[];
}

/**
 * A decision whose row remembers what it changes: written with it and by no write of its own. The row that announces it
 * does not: what was only announced has not come about.
 */
export function trace(
  before: NameRow,
  decision: Decision,
  looked: readonly Looked[],
  work: Work,
  at: number,
): Traced {
  const looks = new Map(looked.map(({ observation }) => [observation.id, observation]));
  const ofAll = causeOf(work, [decision.key, ...looks.keys()]);
  const told = whatChanged(before, decision, (lb) => looks.get(lb)?.refused[before.host]);
  // What led to a load balancer's own look comes first: others may have been looked at for another reason.
  const transitions = told.map(
    (each): Transition => ({ at, ...each, cause: work.causes.get(each.lb) ?? ofAll }),
  );
  return { decision: { ...decision, row: remember(decision.row, transitions) }, transitions };
}
