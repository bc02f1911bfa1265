import type { Holder, NameRow, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import type { LiveClaim } from './merge-claims.ts';

/** For so long a name stays with its line while no claim of the line is in the row. */
export const LINE_LIFE = 60 * 60 * 1000;

/** The holders as of now: a line that has been gone for an hour has lost what another holds in its place. */
export function holdersNow({ holders }: Pick<NameRow, 'holders'>, now: number): NameRow['holders'] {
  return Object.fromEntries(
    Object.entries(holders).map(([setId, holder]): [string, Holder] => {
      const { lb, own, goneSince } = holder;
      const isOver = goneSince !== undefined && now - goneSince >= LINE_LIFE;
      return [setId, isOver ? { lb, line: own ?? lb } : holder];
    }),
  );
}

/**
 * Who holds each set once this stands: the one whose set stands; where none does, who held it last, for as long as
 * somebody asks for that set. A set stays its line's: one of another line that took it over stands in.
 * @param before as of now, `holdersNow`.
 */
export function holdersThen(
  before: NameRow['holders'],
  standing: readonly StandingSet[],
  claims: readonly LiveClaim[],
  now: number,
): NameRow['holders'] {
  const asked = new Set(claims.map(({ setId }) => setId));
  const lines = new Set(claims.map(({ line }) => line));
  const lineOf = (lb: LoadBalancerId): string | undefined => claims.find((claim) => claim.lb === lb)?.line;
  const last = Object.entries(before).filter(([setId]) => asked.has(setId));
  const found = new Map<string, Holder>(last);
  for (const { set, lb } of [...standing].reverse()) {
    const known = before[set.setId];
    const own = lineOf(lb) ?? (known?.lb === lb ? (known.own ?? known.line) : lb);
    found.set(set.setId, { lb, line: known?.line ?? own, own });
  }
  return Object.fromEntries(
    [...found]
      .map(([setId, { lb, line, own = line }]): [string, Holder] => {
        if (own === line) return [setId, { lb, line }];
        const goneSince = lines.has(line) ? undefined : (before[setId]?.goneSince ?? now);
        return [setId, { lb, line, own, ...(goneSince !== undefined && { goneSince }) }];
      })
      .sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
  );
}
