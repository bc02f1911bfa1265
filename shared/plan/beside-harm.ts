import type { NameRow } from '../ledger/rows.ts';
import type { Foreign } from './admit.ts';
import { chooseTarget, type Target } from './choose-target.ts';
import { isEmpty } from './difference.ts';
import { harmOf } from './harm.ts';
import { lineIn, mayChange, type Permitted } from './may-change.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import type { Shared } from './share-name.ts';

export interface Planned {
  readonly target: Target;
  readonly permitted: Permitted;
}

/**
 * What a brake stops is somebody's loss of a set: the others of the name go on, without those that are to go, or else
 * without those of lines that have nothing there. The plan as it was if nothing is left of it, or that harms as well.
 */
export function besideHarm(
  input: NameInput,
  row: NameRow,
  claims: readonly LiveClaim[],
  foreign: Foreign,
  shared: Shared,
  held: Planned,
): Planned {
  const { gate, pending } = held.permitted;
  if (gate?.stops !== 'removal' && gate?.stops !== 'retarget') return held;
  const lineOf = lineIn(row, claims);
  const lines = new Set(row.standing.map(({ lb }) => lineOf(lb)));
  const there = shared.sharing.filter(({ line }) => lines.has(line));
  const staying = claims.filter(({ due }) => !due);
  for (const sharing of [shared.sharing, there]) {
    const target = chooseTarget(input, row, staying, { ...shared, sharing });
    const permitted = mayChange(input, row, target, foreign);
    if (permitted === 'read' || isEmpty(permitted.changes)) continue;
    if (harmOf(row.standing, permitted.target, lineOf) !== undefined) continue;
    const going = new Set([...target.decided].map(({ lb }) => lb));
    const stopped = [...pending].filter(([lb]) => !going.has(lb));
    return {
      target: { ...held.target, sets: target.sets },
      permitted: { ...permitted, gate, pending: new Map([...stopped, ...permitted.pending]) },
    };
  }
  return held;
}
