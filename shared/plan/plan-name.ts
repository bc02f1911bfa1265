import type { NameRow, Pending } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { Foreign } from './admit.ts';
import { besideHarm } from './beside-harm.ts';
import { chooseTarget, type Target } from './choose-target.ts';
import { contest } from './contest.ts';
import { mayChange, type Permitted } from './may-change.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import type { Shared } from './share-name.ts';

export interface Plan {
  readonly shared: Shared;
  readonly target: Target;
  readonly permitted: Permitted;
  /** Claims that the read showed to be refused for what they ask themselves. */
  readonly blocked: ReadonlyMap<LoadBalancerId, Pending>;
}

/**
 * Who holds the name, what should stand and what of it may be sent: anew without those whom a read shows to be out of it,
 * or bound to the place that they have, or whom others were to follow into a holder's place.
 */
export function planName(
  input: NameInput,
  row: NameRow,
  claims: readonly LiveClaim[],
  foreign: Foreign,
  pendingOf: (claim: LiveClaim) => Pending | undefined,
): Plan | 'read' {
  const hasNothing = (lb: LoadBalancerId) => row.standing.every((entry) => entry.lb !== lb);
  const blocked = new Map<LoadBalancerId, Pending>();
  for (;;) {
    const shared = contest(
      claims,
      { ...input, ...row },
      (claim) => blocked.get(claim.lb) ?? pendingOf(claim),
    );
    const target = chooseTarget(input, row, claims, shared);
    const permitted = mayChange(input, row, target, foreign);
    if (permitted === 'read') return 'read';
    const isBarred = (lb: LoadBalancerId) => row.standing.length > 0 && hasNothing(lb);
    const fresh = [...permitted.blocked].filter(([lb]) => !blocked.has(lb));
    // Who cannot leave its place holds it: only then is it to be seen who comes first there.
    const staying = permitted.along.size > 0 ? fresh.filter(([lb]) => !permitted.along.has(lb)) : [];
    const isBound = staying.length > 0;
    const found = isBound ? staying : fresh.filter(([lb, { own }]) => own || isBarred(lb));
    const isOut = found.some(([lb]) => hasNothing(lb));
    const isAlong = found.length > 0 && [...shared.aside].some((claim) => target.decided.has(claim));
    if (!isBound && !isOut && !isAlong)
      return { shared, ...besideHarm(input, row, claims, foreign, shared, { target, permitted }), blocked };
    for (const [lb, pending] of found) blocked.set(lb, pending);
  }
}
