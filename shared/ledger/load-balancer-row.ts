import type { Kind } from '../kubernetes/kinds.ts';
import { type NameKey, SCHEMA } from './rows.ts';

/** `lb#<id>`: what may mention this load balancer, and the version that orders the looks at it. */
export interface LoadBalancerRow {
  readonly ver: string;
  readonly schema: number;
  /** A superset of the names whose claims, standing or sent may mention it. */
  readonly names: readonly NameKey[];
  /** Names it asks for and does not get, with the reason; by host as the tag spells it. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tag keys under our prefix that ask for nothing, with the reason. They refuse no name. */
  readonly ignored: Readonly<Record<string, string>>;
  /** Kinds by which hosts were once declared behind it: from then on "nothing declares hosts" is no longer a pass. */
  readonly declared: readonly Kind[];
  /** What the last look saw of its tags (`shared/zones/deciding-tags.ts`), or `GONE`; `UNKNOWN` until the first look. */
  readonly seen: string;
  /** Epoch seconds; set only when it was seen gone and nothing mentions it. */
  readonly expires?: number | undefined;
}

/** In place of a digest: the last look found no such load balancer; no look of a version that keeps digests was made. */
export const GONE = 'gone';
export const UNKNOWN = 'unknown';

export function emptyLoadBalancerRow(): LoadBalancerRow {
  return { ver: '', schema: SCHEMA, names: [], refused: {}, ignored: {}, declared: [], seen: UNKNOWN };
}
