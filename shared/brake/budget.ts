import type { ZoneRow } from '../ledger/zone-row.ts';
import type { Harm } from '../plan/harm.ts';
import type { BrakeSettings } from '../settings.ts';
import { COUNT_OF, limitOf, within } from './count.ts';

/** What may still change of a kind in a zone. */
export interface Budget {
  /** Names that count in the window now. */
  readonly counted: number;
  readonly limit: number;
  /** None while the brake is on. */
  readonly left: number;
  /** Since when the brake is on, epoch ms. */
  readonly tripped?: number | undefined;
  /** The limit is an operator's until then, epoch ms. */
  readonly approvedUntil?: number | undefined;
}

export function budgetOf(row: ZoneRow, kind: Harm, settings: BrakeSettings, now: number): Budget {
  const window = 1000 * settings.window;
  const { names, tripped, approved } = within(row[COUNT_OF[kind]], window, now);
  const counted = Object.keys(names).length;
  const limit = approved?.names ?? limitOf(row, kind, settings, now);
  return {
    counted,
    limit,
    left: tripped === undefined ? Math.max(0, limit - counted) : 0,
    tripped,
    approvedUntil: approved && approved.at + window,
  };
}
