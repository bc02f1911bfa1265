import type { RecordSet } from './record-set.ts';
import { type PolicyName, placeOf } from './routing.ts';

/** So many routed sets of one name and type Route 53 holds (Developer Guide, "Quotas"). */
export function mostSets(policy: PolicyName): number {
  return policy === 'geoproximity' ? 30 : 100;
}

export function policyOf(set: RecordSet): PolicyName {
  if (set.routing) return set.routing.policy;
  return set.setId === '' ? 'simple' : 'other';
}

/**
 * Why Route 53 would not let both sets stand at one name, by its rules for record sets of the same name; `undefined` if
 * it would. Whoever comes second is refused, whole batch and all.
 */
export function conflictOf(a: RecordSet, b: RecordSet): string | undefined {
  if (a.type !== b.type) {
    return a.type === 'CNAME' || b.type === 'CNAME'
      ? `a CNAME cannot stand beside records of another type`
      : undefined;
  }
  const [policy, other] = [policyOf(a), policyOf(b)];
  if (policy !== other) return `the sets of one name and type have one routing policy: ${policy} or ${other}`;
  if (a.setId === b.setId) return a.setId === '' ? 'one simple record' : `one set is called ${a.setId}`;
  const place = placeOf(a.routing);
  if (place !== undefined && place === placeOf(b.routing)) return `one set of a name is for ${place}`;
  if (policy === 'weighted' && a.ttl !== undefined && b.ttl !== undefined && a.ttl !== b.ttl)
    return `the weighted sets of one name and type have one TTL: ${a.ttl} or ${b.ttl} seconds`;
  return undefined;
}
