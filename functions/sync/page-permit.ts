import { takeTokens } from '../../shared/quota/write-tokens.ts';
import type { Permit } from '../../shared/route53/list-record-sets.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Ports, Run } from './ports.ts';

/** Milliseconds that a page waits for those who booked before it. */
const PATIENCE = 10_000;
/** What must be left of the invocation when the last page is asked for: what was read is to be decided and sent. */
const RESERVE = 50_000;

/** Asked before each page of a listing; and why there were no more, where it said no. */
export function pagePermit(
  zone: Zone,
  ports: Ports,
  run: Run,
): { readonly ask: Permit; readonly refusal: () => Error | undefined } {
  let refusal: Error | undefined;
  return {
    ask: async () => {
      const now = run.now();
      const ahead = { turnBy: now + PATIENCE, readyBy: now + run.remaining() - RESERVE };
      refusal = await takeTokens(ports.bookTokens, zone, 0, ahead, run);
      return refusal === undefined;
    },
    refusal: () => refusal,
  };
}
