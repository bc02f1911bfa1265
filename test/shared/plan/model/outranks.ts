import type { Claim, NameRow } from '../../../../shared/ledger/rows.ts';
import type { World } from './world.ts';

const LINE_LIFE = 3_600_000;

/** Why this claim may take the set from a living holder; `undefined`: it may not. By a reckoning of its own. */
export function rightTo(
  { balancers, clusterPriorities }: World,
  { row, now }: { row: NameRow; now: number },
  setId: string,
  taker: Claim,
  holder: Claim,
): 'cluster priority' | 'priority' | 'line' | undefined {
  if (balancers.get(taker.lb)?.isReady !== true) return undefined;
  const line = lineOfSet(row, setId, now);
  if (taker.cluster === holder.cluster) {
    if (taker.priority !== holder.priority) return taker.priority > holder.priority ? 'priority' : undefined;
    return taker.line === line && holder.line !== line ? 'line' : undefined;
  }
  const [its, theirs] = [taker, holder].map(({ cluster }) => clusterPriorities.get(cluster) ?? 0);
  if (its !== theirs) return (its ?? 0) > (theirs ?? 0) ? 'cluster priority' : undefined;
  return taker.line === line && holder.line !== line ? 'line' : undefined;
}

function lineOfSet({ holders }: NameRow, setId: string, now: number): string | undefined {
  const holder = holders[setId];
  if (holder?.goneSince === undefined || now - holder.goneSince < LINE_LIFE) return holder?.line;
  return holder.own;
}
