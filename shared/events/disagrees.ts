import type { Look } from '../load-balancers/load-balancer.ts';
import type { LoadBalancerHint } from './hint.ts';

/** Pauses before the looks that follow when event and look disagree, in seconds. */
const PAUSES = [10, 60];
/** An event older than this is a replay or was held up: the APIs have caught up with it long ago. */
const YOUNG = 15 * 60 * 1000;

/**
 * Seconds until the load balancer should be looked at once more because the look does not show yet what a young event
 * says; undefined where they agree or it was looked at often enough.
 */
export function lookAgainAfter(hint: LoadBalancerHint, look: Look, now: number): number | undefined {
  if (hint.says === undefined || look.kind === 'unknown') return undefined;
  if (now - Date.parse(hint.cause.at) > YOUNG) return undefined;
  return disagrees(hint.says, look) ? PAUSES[hint.looks ?? 0] : undefined;
}

function disagrees(
  says: NonNullable<LoadBalancerHint['says']>,
  look: Exclude<Look, { kind: 'unknown' }>,
): boolean {
  if (look.kind === 'gone') return says.exists === true;
  if (says.exists === false) return true;
  const { tags } = look.loadBalancer;
  return Object.entries(says.tags ?? {}).some(([key, value]) => (tags[key] ?? null) !== value);
}
