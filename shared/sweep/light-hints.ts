import type { Cause, LoadBalancerHint } from '../events/hint.ts';
import type { HintToSend } from '../events/write-hints.ts';
import type { LastLook } from '../ledger/list-ledger-rows.ts';
import { GONE } from '../ledger/load-balancer-row.ts';
import type { LoadBalancer, LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { parseLoadBalancerId } from '../load-balancers/load-balancer-id.ts';
import { type TagSettings, tagDigest } from '../zones/deciding-tags.ts';
import { LATE } from './late.ts';

/** What the tagging API lists, which may be old, and what the last looks saw. */
export interface Suspicions {
  readonly tagged: ReadonlyMap<LoadBalancerId, LoadBalancer['tags']>;
  readonly looks: ReadonlyMap<LoadBalancerId, LastLook>;
}

/** Hints for the load balancers of which the tagging API says something else than the last look at them saw. */
export function lightHints(
  { tagged, looks }: Suspicions,
  settings: TagSettings,
  cause: Cause,
): readonly HintToSend[] {
  const changed = [...tagged].flatMap(([id, tags]) =>
    isChanged(id, tagDigest(tags, settings), looks.get(id)) ? [id] : [],
  );
  // Who has no names any more may have been listed never, or no longer.
  const vanished = [...looks].flatMap(([id, { seen, names }]) =>
    names.length > 0 && seen !== GONE && !tagged.has(id) ? [id] : [],
  );
  return [...changed, ...vanished].map((id) => {
    const hint: LoadBalancerHint = { kind: 'load-balancer', id, cause };
    return { hint, delaySeconds: LATE };
  });
}

/** By the digest of its tags as they are listed. */
function isChanged(id: LoadBalancerId, listed: string, look: LastLook | undefined): boolean {
  if (look === undefined) return listed !== '';
  if (look.seen !== GONE) return look.seen !== listed;
  // The listing may be old. An ARN is never used again; a classic name may be.
  return listed !== '' && parseLoadBalancerId(id)?.kind === 'classic';
}
