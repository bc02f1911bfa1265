import { type NameRow, TRANSITIONS, type Transition } from './rows.ts';

/** Characters of a reason that a row remembers; the log has all of it. */
const REASON = 200;

/** The row with these transitions before those that it has. The oldest are forgotten. */
export function remember(row: NameRow, transitions: readonly Transition[]): NameRow {
  if (transitions.length === 0) return row;
  const cut = transitions.map((each) => ({ ...each, reason: asRemembered(each.reason) }));
  return { ...row, transitions: [...cut, ...row.transitions].slice(0, TRANSITIONS) };
}

/** For who keeps all rows in mind: of ten thousand names, what they went through is close to a hundred megabytes. */
export function forgetful(row: NameRow): NameRow {
  return { ...row, transitions: [] };
}

/** As much of a reason as a row remembers. */
export function asRemembered(reason: string): string {
  return reason.length > REASON ? `${reason.slice(0, REASON - 1)}…` : reason;
}
