import type { Cause, Hint } from '../../shared/events/hint.ts';
import type { HeldBy, NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { spread } from '../../shared/sweep/spread.ts';
import type { Call, OperatePorts } from './ports.ts';

/** What is told as the reason for a look. */
export function causeOf({ now, requestId }: Call, by: string | undefined): Cause {
  const at = new Date(now()).toISOString();
  return { event: 'operator', eventId: requestId, at, ...(by !== undefined && { principal: by }) };
}

export function hintOf(id: LoadBalancerId, cause: Cause): Hint {
  return { kind: 'load-balancer', id, cause };
}

/** Has everybody looked at whose change was held back so; returns how many. What is due is decided on what is true then. */
export async function hintHeldBack(
  heldBy: HeldBy,
  isMeant: (key: NameKey) => boolean,
  cause: Cause,
  { listLedgerRows, writeHints }: OperatePorts,
): Promise<number> {
  const held = new Set<LoadBalancerId>();
  for await (const each of listLedgerRows()) {
    if (each.kind !== 'name' || !isMeant(each.key)) continue;
    for (const { lb, pending } of Object.values(each.row.claims)) if (pending?.by === heldBy) held.add(lb);
  }
  await writeHints(spread([...held].map((id) => hintOf(id, cause))));
  return held.size;
}
