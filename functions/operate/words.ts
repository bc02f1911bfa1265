import type { ScopedFreeze } from '../../shared/ledger/freezes.ts';
import { tellScope } from '../../shared/ledger/freezes.ts';

/** `1 load balancer`, `12 load balancers`. */
export function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}

/** ISO 8601. */
export const tellTime = (at: number): string => new Date(at).toISOString();

export interface ToldFreeze {
  readonly scope: string;
  readonly reason: string;
  readonly since: string;
  readonly until: string;
  readonly by?: string;
}

export function tellFreeze({ scope, reason, at, until, by }: ScopedFreeze): ToldFreeze {
  return {
    scope: tellScope(scope),
    reason,
    since: tellTime(at),
    until: tellTime(until),
    ...(by !== '' && { by }),
  };
}
