import type { Claim } from '../ledger/rows.ts';

const UNSERVED = 'unserved';

/** Why a claim is missed, as people read it: only what the row tells again in every run. */
export function tellMissing({ missing, asked }: Pick<Claim, 'missing' | 'asked'>): string {
  if (missing?.cause !== 'gateway') return 'the load balancer is gone or no longer asks for it';
  return asked
    ? `${UNSERVED}: nothing behind the load balancer asks for it any more, or no host declared there covers it`
    : `${UNSERVED}: no host declared behind the load balancer covers it any more`;
}

/** Its Gateway went while its load balancer lives: somebody should look before the name is withdrawn. */
export function isUnserved({
  outcome,
  reason,
}: {
  readonly outcome: string;
  readonly reason: string;
}): boolean {
  return outcome === 'leaving' && reason.startsWith(UNSERVED);
}
