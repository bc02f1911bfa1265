import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Settings } from '../settings.ts';
import { checkHost, checkHosts } from '../surveys/check-host.ts';
import type { Survey } from '../surveys/survey.ts';
import type { Check } from './observation.ts';

/** What a host is judged by, beside the load balancer. */
export interface Grounds {
  /** When the look began, epoch ms. */
  readonly began: number;
  /** The stored survey of the cluster that its tags name. */
  readonly survey: Survey | undefined;
  /** A survey that began at this time (epoch ms) or later is fresh enough for the hint. */
  readonly freshSince: number;
  /** Its ledger row remembers that hosts were declared behind it. */
  readonly declaredBefore: boolean;
  /** Hosts that its ledger row has as refused. */
  readonly refusedBefore: Readonly<Record<string, string>>;
}

export interface Judge {
  readonly declares: boolean;
  readonly check: (host: string) => Check;
}

/** How the cluster of a load balancer judges the hosts that it asks for. */
export function judgeHosts(
  loadBalancer: LoadBalancer,
  { began, survey, freshSince, declaredBefore, refusedBefore }: Grounds,
  settings: Pick<Settings, 'clusters'>,
): Judge {
  const clusters = settings.clusters.map(({ name }) => name);
  const input = { loadBalancer, survey, clusters, declaredBefore };
  const fresh = checkHosts({ ...input, freshSince });
  const atHand = checkHosts({ ...input, freshSince: Number.NEGATIVE_INFINITY });
  return {
    declares: fresh.declares,
    check: (host) => {
      const verdict = checkHost(host, fresh);
      switch (verdict.kind) {
        case 'pass':
          return { kind: 'ready', note: verdict.note };
        case 'uncovered':
          return { kind: 'unserved', at: survey?.startedAt ?? began, stale: false, reason: verdict.reason };
        case 'not-bound':
          return { kind: 'unbound', because: 'object', reason: verdict.reason };
        case 'unknown':
          return { kind: 'unbound', because: 'cluster', reason: verdict.reason };
        case 'refused':
          return { kind: 'refused', outcome: 'kept', reason: verdict.reason };
        case 'ask': {
          const older = checkHost(host, atHand);
          if (older.kind === 'uncovered' && Object.hasOwn(refusedBefore, host))
            return { kind: 'unserved', at: survey?.startedAt ?? 0, stale: true, reason: older.reason };
          return older.kind === 'pass'
            ? { kind: 'stale', note: older.note }
            : { kind: 'unbound', because: 'survey', reason: `${verdict.reason}; a fresh one is asked for` };
        }
      }
    },
  };
}
