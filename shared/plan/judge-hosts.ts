import type { Kind } from '../kubernetes/kinds.ts';
import type { LoadBalancer } from '../load-balancers/load-balancer.ts';
import type { Match, Settings } from '../settings.ts';
import { type Behind, declaringKinds } from '../surveys/behind.ts';
import { checkHost, whatWasLost } from '../surveys/check-host.ts';
import { type Ground, groundOf } from '../surveys/ground.ts';
import type { Survey } from '../surveys/survey.ts';
import type { Check } from './observation.ts';

export interface Grounds {
  /** When the look began, epoch ms. */
  readonly began: number;
  /** The stored survey of the cluster that the tags name, if there is one. */
  readonly survey: Survey | undefined;
  /** Epoch ms: only a survey that began then or later is fresh enough for the hint. */
  readonly freshSince: number;
  /** Kinds by which hosts were declared behind it, as its ledger row remembers. */
  readonly declaredBefore: readonly Kind[];
  /** Hosts that its ledger row has as refused. */
  readonly refusedBefore: Readonly<Record<string, string>>;
}

export interface Judge {
  /** What stands behind it by the survey at hand, of whatever age; undefined where none says. */
  readonly behind: Behind | undefined;
  /** Kinds that declare hosts behind it, by a survey that is fresh enough. */
  readonly declares: readonly Kind[];
  /** Of a host that its tags ask for. */
  readonly check: (host: string) => Check;
  /** Of a host that what stands behind it asks for: that it does is as fresh as the survey. */
  readonly checkAsked: (host: string) => Check;
  /** Of a host that something behind it asked for before and that nothing there asks for now. */
  readonly unasked: Check | undefined;
  /** A younger survey than there is could say more of what stands behind it. */
  readonly needsSurvey: boolean;
}

/** How the cluster of a load balancer judges the hosts that it asks for. */
export function judgeHosts(
  loadBalancer: LoadBalancer,
  { began, survey, freshSince, declaredBefore, refusedBefore }: Grounds,
  match: Match,
  { clusters, tagPrefix }: Pick<Settings, 'clusters' | 'tagPrefix'>,
): Judge {
  const input = { loadBalancer, survey, clusters: clusters.map(({ name }) => name), tagPrefix };
  const fresh = groundOf({ ...input, freshSince });
  const atHand = fresh.kind === 'ask' ? groundOf({ ...input, freshSince: Number.NEGATIVE_INFINITY }) : fresh;
  const check = (host: string): Check => {
    const verdict = checkHost(host, fresh, match, declaredBefore);
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
        const older = checkHost(host, atHand, match, declaredBefore);
        if (older.kind === 'uncovered' && Object.hasOwn(refusedBefore, host))
          return { kind: 'unserved', at: survey?.startedAt ?? 0, stale: true, reason: older.reason };
        return older.kind === 'pass'
          ? { kind: 'stale', note: older.note }
          : { kind: 'unbound', because: 'survey', reason: awaited(verdict.reason) };
      }
    }
  };
  return {
    behind: atHand.kind === 'bound' ? atHand.behind : undefined,
    declares: fresh.kind === 'bound' ? declaringKinds(fresh.behind) : [],
    check,
    checkAsked: (host) => {
      const checked = check(host);
      return checked.kind === 'ready' && fresh.kind === 'ask' ? { ...checked, kind: 'stale' } : checked;
    },
    unasked: unaskedOf(fresh, declaredBefore),
    needsSurvey: fresh.kind === 'ask',
  };
}

/** What no longer asks is missed by a complete survey alone; whatever else keeps the survey from saying keeps the name. */
function unaskedOf(ground: Ground, declaredBefore: readonly Kind[]): Check | undefined {
  switch (ground.kind) {
    case 'free':
      return undefined;
    case 'refused':
      return { kind: 'refused', outcome: 'kept', reason: ground.reason };
    case 'ask':
      return { kind: 'unbound', because: 'survey', reason: awaited(ground.reason) };
    case 'not-bound':
      return { kind: 'unbound', because: 'object', reason: ground.reason };
    case 'unknown':
      return { kind: 'unbound', because: 'cluster', reason: ground.reason };
    case 'bound': {
      const { cluster, startedAt } = ground;
      const lost = whatWasLost(ground, declaredBefore);
      if (lost !== undefined) return { kind: 'unbound', because: 'cluster', reason: lost };
      const reason = `nothing behind it in cluster ${cluster} asks for it`;
      return { kind: 'unserved', at: startedAt, stale: false, reason };
    }
  }
}

const awaited = (reason: string): string => `${reason}; a fresh one is asked for`;
