import { frontOfName } from './fronts.ts';
import type { Values } from './setting-values.ts';

/** Seconds. */
export const DEFAULT_TTL = 300;

/** An alias, unless `record-type` says otherwise; to a target whose hosted zone nobody tells, only a CNAME is possible. */
export function recordTypeOf(values: Values): 'alias' | 'cname' {
  const needsCname = values.target !== undefined && values['target-zone-id'] === undefined;
  return values['record-type'] ?? (needsCname ? 'cname' : 'alias');
}

/** Of an alias: true, unless `evaluate-target-health` says otherwise or Route 53 cannot. */
export function evaluatesTargetHealth(values: Values): boolean {
  return values['evaluate-target-health'] ?? frontOfName(values.target ?? '')?.evaluatesHealth ?? true;
}
