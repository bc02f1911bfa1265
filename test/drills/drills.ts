import { badVersion } from './bad-version.ts';
import type { Drill } from './drill.ts';
import { ledgerLost } from './ledger-lost.ts';
import { monthMissed } from './month-missed.ts';
import { queuePurged } from './queue-purged.ts';
import { roleRevoked } from './role-revoked.ts';
import { route53Down } from './route53-down.ts';
import { stackDestroyed } from './stack-destroyed.ts';
import { zoneEmptied } from './zone-emptied.ts';
import { zoneMoved } from './zone-moved.ts';

/** By the name that `npm run drill` takes. The last one leaves the sandbox with another zone. */
export const DRILLS: Readonly<Record<string, Drill>> = {
  'ledger-lost': ledgerLost,
  'zone-emptied': zoneEmptied,
  'queue-purged': queuePurged,
  'month-missed': monthMissed,
  'route53-down': route53Down,
  'role-revoked': roleRevoked,
  'stack-destroyed': stackDestroyed,
  'bad-version': badVersion,
  'zone-moved': zoneMoved,
};
