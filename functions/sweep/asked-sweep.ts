import { SignpostError } from '../../shared/errors.ts';

/**
 * Which sweep is wanted. `now` is a full one that nobody waits for: after a deploy, or by hand; its hints go out at once,
 * and what it finds is no news that an event should have brought.
 */
export type AskedSweep = 'full' | 'light' | 'now';

/**
 * By the payload: `{"sweep": "light"}` of the schedules; whatever has no such key, as the event of a deploy, asks for one
 * now.
 * @throws SignpostError for another value.
 */
export function askedSweep(payload: unknown): AskedSweep {
  if (typeof payload !== 'object' || payload === null || !('sweep' in payload)) return 'now';
  const { sweep } = payload;
  if (sweep === 'full' || sweep === 'light' || sweep === 'now') return sweep;
  throw new SignpostError(
    `The payload asks for the sweep ${JSON.stringify(sweep)}, expected full, light or now: correct the payload, or leave ` +
      'the key out.',
  );
}
