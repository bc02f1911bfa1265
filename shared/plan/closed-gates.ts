import { whyClosed } from '../zones/who-may-claim.ts';
import type { Zone } from '../zones/zone.ts';
import type { Gate } from './gates.ts';

/** A name that the settings no longer allow to anybody is kept as it is, until they do again. */
export function closedGates(zone: Zone, host: string): readonly Gate[] {
  const reason = whyClosed(zone, host);
  return reason === undefined ? [] : [{ by: 'closed', reason: `kept, as it is ${reason}` }];
}
