import { changeTokens, type NameChanges } from '../../shared/plan/changes.ts';
import { takeTokens, waitForTurn } from '../../shared/quota/write-tokens.ts';
import type { Answer } from '../../shared/route53/apply-changes.ts';
import type { Zone } from '../../shared/zones/zone.ts';
import type { Ports, Run } from './ports.ts';

/** First and longest pause after Route 53 throttled a batch, in milliseconds; the account's buckets refill in seconds. */
const PAUSE = { first: 500, longest: 8_000 } as const;
/** What is left of the invocation must be enough to settle. */
const RESERVE = 20_000;
/**
 * Throttled: nothing was done, so the very same batch goes again, later; never in smaller pieces. Each time it takes
 * tokens: those that were booked for it, if it is not too late for them, or new ones that are waited for.
 */
export async function sendPatiently(
  zone: Zone,
  names: readonly NameChanges[],
  from: number | undefined,
  comment: string,
  ports: Ports,
  run: Run,
): Promise<Answer> {
  let isBooked = from !== undefined && (await waitForTurn(from, run));
  for (let wait: number = PAUSE.first; ; wait = Math.min(2 * wait, PAUSE.longest)) {
    const missing = isBooked ? undefined : await tokensFor(zone, names, ports, run);
    if (missing) return { kind: 'throttled', error: missing };
    isBooked = false;
    const answer = await ports.applyChanges(zone, names, comment);
    if (answer.kind !== 'throttled' || run.remaining() < wait + RESERVE) return answer;
    await run.pause(wait);
  }
}

/** Announced as they are, they wait for as long as the invocation has. */
async function tokensFor(
  zone: Zone,
  names: readonly NameChanges[],
  ports: Ports,
  run: Run,
): Promise<Error | undefined> {
  const changes = names.reduce((sum, each) => sum + changeTokens(each), 0);
  const readyBy = run.now() + run.remaining() - RESERVE;
  return takeTokens(ports.bookTokens, zone, changes, { turnBy: readyBy, readyBy }, run);
}
