import { policyOf } from './coexistence.ts';
import type { RecordSet } from './record-set.ts';

/**
 * What all the record sets of a name have in common: aliases or CNAMEs, under one routing policy; weighted CNAMEs one
 * TTL, too. Claims of one shape can share a name, and a name changes its shape as a whole.
 */
export function shapeOf(sets: readonly RecordSet[]): string {
  const [set] = sets;
  if (set === undefined) return '';
  const kind = set.type === 'CNAME' ? 'CNAME' : 'alias';
  const policy = policyOf(set);
  const ttl = policy === 'weighted' && set.ttl !== undefined ? ` with a TTL of ${set.ttl} s` : '';
  return `${policy} ${kind}${ttl}`;
}
