import type { FreezeRow } from '../ledger/freeze-row.ts';
import { freezeOf, type ScopedFreeze, tellScope } from '../ledger/freezes.ts';
import type { NameKey } from '../ledger/rows.ts';
import type { Gate } from './gates.ts';

/** SQS holds a message 15 minutes at most, so the end of a freeze is reached in steps. */
const STEP = 10 * 60 * 1000;

/** What an operator's freeze holds back: all changes of the names that it covers, until it ends. */
export function freezeGates(freezes: FreezeRow | undefined, key: NameKey, now: number): readonly Gate[] {
  const freeze = freezeOf(freezes, key, now);
  if (freeze === undefined) return [];
  const until = new Date(freeze.until).toISOString();
  const reason = `frozen until ${until}: ${freeze.reason} (${tellScope(freeze.scope)})`;
  return [{ by: 'freeze', reason, lookAt: nextLook(freeze, now) }];
}

/**
 * The steps hang on the freeze alone, so that looks for several names and from several runs meet at the same next one,
 * and do not multiply.
 */
function nextLook({ at, until }: ScopedFreeze, now: number): number {
  const steps = Math.floor(Math.max(0, now - at) / STEP) + 1;
  return Math.min(at + steps * STEP, until);
}
