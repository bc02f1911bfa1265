import { type Kind, resourceOf } from '../kubernetes/kinds.ts';
import type { Match } from '../settings.ts';
import { declaringKinds } from './behind.ts';
import { covers } from './covers.ts';
import type { Ground } from './ground.ts';
import { some } from './some.ts';

/** What a load balancer's cluster says about one host that it asks for. */
export type Verdict =
  /** Nothing of a cluster stands against it. */
  | { readonly kind: 'pass'; readonly note: string }
  /** It should be covered by a host that is declared behind the load balancer, and none covers it. */
  | { readonly kind: 'uncovered'; readonly reason: string }
  /** As the ground says: it cannot be judged. */
  | { readonly kind: 'not-bound' | 'ask' | 'unknown' | 'refused'; readonly reason: string };

/**
 * Exactly one verdict per host; `host` as a parsed hostname: lower case, ASCII, no trailing dot. `declaredBefore`: kinds
 * that declared hosts behind this load balancer at an earlier look.
 */
export function checkHost(
  host: string,
  ground: Ground,
  match: Match,
  declaredBefore: readonly Kind[],
): Verdict {
  if (ground.kind === 'refused') return ground;
  if (match === 'off') return { kind: 'pass', note: 'not checked: match is off' };
  if (ground.kind === 'free')
    return match === 'required'
      ? {
          kind: 'refused',
          reason: 'match is required, and its tags name no cluster whose Gateways could cover it',
        }
      : { kind: 'pass', note: 'not checked: its tags name no cluster' };
  if (ground.kind !== 'bound') return ground;
  const { cluster, behind, hosts } = ground;
  const declared = hosts.find((candidate) => covers(candidate, host));
  if (declared !== undefined) return { kind: 'pass', note: `covered by ${declared} in cluster ${cluster}` };
  const lost = whatWasLost(ground, declaredBefore);
  if (lost !== undefined) return { kind: 'unknown', reason: lost };
  if (declaringKinds(behind).length > 0) {
    const declaring = Object.keys(behind.serves).sort();
    return {
      kind: 'uncovered',
      reason: `no host of ${some(declaring)} in cluster ${cluster} covers ${host}; served are: ${some(hosts)}`,
    };
  }
  if (declaredBefore.length > 0)
    return {
      kind: 'uncovered',
      reason: `hosts were declared behind it and now nothing in cluster ${cluster} declares any: bring the Gateway back, or remove the tag`,
    };
  if (match === 'required')
    return {
      kind: 'uncovered',
      reason: `match is required, and nothing behind it in cluster ${cluster} declares hosts`,
    };
  if (ground.declaredUntil !== undefined)
    return {
      kind: 'not-bound',
      reason: `hosts were declared behind it in cluster ${cluster} until ${new Date(ground.declaredUntil).toISOString()}, and now none are: for an hour that may be a mistake; bring the Gateway back, or set match to off`,
    };
  return { kind: 'pass', note: `not checked: nothing behind it in cluster ${cluster} declares hosts` };
}

/** Kinds that declared hosts behind it and that the cluster does not have at all now: whether they still do, nobody can say. */
export function whatWasLost(
  { cluster, notServed }: Extract<Ground, { kind: 'bound' }>,
  declaredBefore: readonly Kind[],
): string | undefined {
  const lost = declaredBefore.filter((kind) => notServed.includes(kind)).map(resourceOf);
  return lost.length === 0
    ? undefined
    : `cluster ${cluster} has no ${lost.join(', ')} any more, by which hosts were declared behind it`;
}
