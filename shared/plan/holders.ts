import type { Holder, NameRow, StandingSet } from '../ledger/rows.ts';
import type { LiveClaim } from './merge-claims.ts';
import { clashOf, type Slot, slotOf } from './slot.ts';

/** For so long a name stays with its line while no claim of the line is in the row. */
export const LINE_LIFE = 60 * 60 * 1000;

type Holders = NameRow['holders'];

/**
 * The holders as of now. A line that has been gone for an hour has lost what another holds in its place, and what nobody
 * holds is forgotten.
 */
export function holdersNow({ holders, claims }: Pick<NameRow, 'holders' | 'claims'>, now: number): Holders {
  const there = new Set(Object.values(claims).map(({ lb }) => lb));
  return Object.fromEntries(
    Object.entries(holders).flatMap(([setId, holder]): [string, Holder][] => {
      const { lb, own, goneSince } = holder;
      if (goneSince === undefined || now - goneSince < LINE_LIFE) return [[setId, holder]];
      return own !== undefined && there.has(lb) ? [[setId, { lb, line: own }]] : [];
    }),
  );
}

/**
 * Who holds each set once this stands: the one whose set stands; where none does, who held it last, for as long as
 * somebody asks for that set, or its line may come back. A set stays its line's: one of another line that took it over,
 * or another set in its place, stands in.
 * @param before what stood until now, and the holders as of now, `holdersNow`.
 * @param claims those that stay in the row.
 */
export function holdersThen(
  before: Pick<NameRow, 'holders' | 'standing'>,
  standing: readonly StandingSet[],
  claims: readonly LiveClaim[],
  now: number,
): Holders {
  const asked = new Set(claims.map(({ setId }) => setId));
  const lines = new Set(claims.map(({ line }) => line));
  const kept = Object.entries(before.holders).filter(
    ([setId, { line }]) => asked.has(setId) || !lines.has(line),
  );
  const found = new Map<string, Holder>(kept);
  for (const { set, lb } of [...standing].reverse()) {
    const known = before.holders[set.setId];
    const told = claims.find((claim) => claim.lb === lb)?.line;
    const own = told ?? (known?.lb === lb ? (known.own ?? known.line) : lb);
    found.set(set.setId, { lb, line: lineFor(slotOf([set]), own, before), own });
  }
  return Object.fromEntries(
    [...found]
      .map(([setId, { lb, line, own = line }]): [string, Holder] => {
        const isOwn = own === line && standing.some(({ set }) => set.setId === setId);
        const isThere = isOwn || hasClaim(line, setId, standing, claims);
        const goneSince = isThere ? undefined : (goneBefore(line, before.holders) ?? now);
        const isStandIn = own !== line;
        return [
          setId,
          { lb, line, ...(isStandIn && { own }), ...(goneSince !== undefined && { goneSince }) },
        ];
      })
      .sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
  );
}

/** Whose a set in this slot is: of the line of what it replaces, else of who had it last, else of its own. */
function lineFor(
  slot: Slot,
  own: string,
  { holders, standing }: Pick<NameRow, 'holders' | 'standing'>,
): string {
  const replaced = standing
    .filter(({ set }) => clashOf(slotOf([set]), slot) !== undefined)
    .flatMap(({ set }) => holders[set.setId] ?? []);
  const last = holders[slot.setId];
  // Where nothing stood, what comes first takes the place of all that was there.
  const others = last ? [last] : standing.length === 0 ? Object.values(holders) : [];
  const lines = (replaced.length > 0 ? replaced : others).map(({ line }) => line);
  return lines.includes(own) ? own : (lines.sort()[0] ?? own);
}

/** Whether one of the line asks for the set, or for what cannot stand beside it. One that moved to another set has left it. */
function hasClaim(
  line: string,
  setId: string,
  standing: readonly StandingSet[],
  claims: readonly LiveClaim[],
): boolean {
  const stands = standing.flatMap(({ set }) => (set.setId === setId ? [slotOf([set])] : []));
  const asked = claims.flatMap((claim) => (claim.setId === setId ? [slotOf(claim.records)] : []));
  const slots = stands.length > 0 ? stands : asked;
  return claims.some(
    (claim) =>
      claim.line === line &&
      (claim.setId === setId || slots.some((slot) => clashOf(slotOf(claim.records), slot) !== undefined)),
  );
}

function goneBefore(line: string, holders: Holders): number | undefined {
  const times = Object.values(holders).flatMap((holder) =>
    holder.line === line ? (holder.goneSince ?? []) : [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
