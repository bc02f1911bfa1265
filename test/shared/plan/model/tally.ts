import type { Round } from './run.ts';

/** What histories bring about, by kind. */
export type Tally = Map<string, number>;

export function count(tally: Tally, { input, decision, answer }: Round): void {
  const { changes, row, follow, waitedFor, lookAgain } = decision;
  const owners = new Set(row.standing.map(({ lb }) => lb));
  const claims = Object.values(row.claims);
  const seen: Readonly<Record<string, boolean>> = {
    [answer]: true,
    'nothing listed': input.listing === undefined && answer === 'applied',
    'after a refusal': input.refusal !== undefined,
    replaced: changes.deletes.length > 0 && changes.creates.length > 0,
    withdrawn: changes.deletes.length > 0 && changes.creates.length === 0,
    shared: owners.size > 1,
    'looked at together': (input.tried?.size ?? 0) > 0,
    followed: follow.length > 0,
    'waited for': waitedFor.length > 0,
    'looked at again': lookAgain.length > 0,
    'in part': claims.some(({ reason }) => reason.startsWith('in part')),
    'waits with a set of its own': claims.some(({ lb, outcome }) => outcome === 'waiting' && owners.has(lb)),
    stays: claims.some(({ stays }) => stays === true),
  };
  for (const [kind, is] of Object.entries(seen)) tally.set(kind, (tally.get(kind) ?? 0) + Number(is));
  for (const { outcome } of claims) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
}
