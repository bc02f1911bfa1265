import { type NameKey, splitNameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { describeDifference, isEmpty } from '../../shared/plan/difference.ts';
import type { Harm } from '../../shared/plan/harm.ts';
import type { Decided } from '../sync/decide.ts';
import type { Looked } from '../sync/look.ts';
import type { Work } from '../sync/work.ts';
import { count } from './words.ts';

/** Told one by one; the counts are of all. */
const TOLD = 100;

/** What would become of one name. */
export interface PlannedName {
  readonly name: string;
  readonly zone: string;
  /** As the reason of what is held back: `DELETE A alias to x; CREATE A alias to y`. Absent: the ledger alone changes. */
  readonly would?: string;
  /** `sync` would read the name in Route 53 first, and finds there what this does not know: records of others. */
  readonly readFirst?: true;
  /** What it takes from a line, as the brake counts it. */
  readonly harm?: Harm;
  readonly outcomes: readonly {
    readonly loadBalancer: LoadBalancerId;
    readonly outcome: string;
    readonly reason: string;
  }[];
}

export interface Planned {
  readonly done: string;
  /** Everything was looked at and decided: only then no change means that there is none. */
  readonly complete: boolean;
  readonly lookedAt: number;
  readonly names: number;
  readonly changes: {
    /** Names of which a record would change; of them those that would be taken from a line, by how. */
    readonly records: number;
    readonly removals: number;
    readonly retargets: number;
    /** Withdrawals that would begin. */
    readonly leaving: number;
    /** Names that a load balancer would be refused, and is not now. */
    readonly refused: number;
    /** Names of which the ledger alone would change. */
    readonly ledger: number;
  };
  readonly first: readonly PlannedName[];
  /** Names that come to no zone, and did otherwise before. */
  readonly firstRefused: readonly {
    readonly loadBalancer: LoadBalancerId;
    readonly name: string;
    readonly reason: string;
  }[];
  readonly notLookedAt: {
    readonly count: number;
    readonly first: readonly { readonly what: string; readonly reason: string }[];
  };
  /** Where to go on, as time ran out: `after` of the next plan. */
  readonly next?: LoadBalancerId;
}

export interface PlanFound {
  readonly decided: ReadonlyMap<NameKey, Decided>;
  readonly looked: ReadonlyMap<LoadBalancerId, Looked>;
  readonly unread: ReadonlySet<NameKey>;
  readonly failed: ReadonlyMap<LoadBalancerId | NameKey, Error>;
  /** What six rounds did not come to an end with. */
  readonly open: Pick<Work, 'loadBalancers' | 'names'>;
  /** For which there was no time; and the last for which there was. */
  readonly left: readonly LoadBalancerId[];
  readonly last: LoadBalancerId | undefined;
}

export function tellPlan({ decided, looked, unread, failed, open, left, last }: PlanFound): Planned {
  const changed = [...decided].filter(([, { isChanged }]) => isChanged);
  const records = changed.filter(([, { decision }]) => !isEmpty(decision.changes));
  const outcomes = changed.flatMap(([, { transitions }]) => transitions);
  const refusedNow = [...looked].flatMap(([loadBalancer, { observation, row }]) =>
    Object.entries(observation.refused).flatMap(([name, reason]) =>
      row.refused[name] === reason ? [] : [{ loadBalancer, name, reason }],
    ),
  );
  const harmOf = (harm: Harm) => records.filter(([, { decision }]) => decision.harm === harm).length;
  const changes = {
    records: records.length,
    removals: harmOf('removal'),
    retargets: harmOf('retarget'),
    leaving: outcomes.filter(({ outcome }) => outcome === 'leaving').length,
    refused: outcomes.filter(({ outcome }) => outcome === 'refused').length + refusedNow.length,
    ledger: changed.length - records.length,
  };
  const unseen = [
    ...left.map((id) => ({ what: id as string, reason: 'no time was left' })),
    ...[...open.names.keys(), ...open.loadBalancers.keys()].map((what) => ({
      what: what as string,
      reason: 'one led to the other, six times over',
    })),
    ...[...failed].map(([what, error]) => ({ what: what as string, reason: error.message })),
  ];
  const nothing = changed.length === 0 && refusedNow.length === 0;
  return {
    done: tellDone(nothing, changed.length + refusedNow.length, looked.size, unseen.length),
    complete: unseen.length === 0,
    lookedAt: looked.size,
    names: decided.size,
    changes,
    first: changed.slice(0, TOLD).map(([key, each]) => tellName(key, each, unread)),
    firstRefused: refusedNow.slice(0, TOLD),
    notLookedAt: { count: unseen.length, first: unseen.slice(0, TOLD) },
    ...(left.length > 0 && last !== undefined && { next: last }),
  };
}

function tellDone(isNothing: boolean, changes: number, looked: number, unseen: number): string {
  const seen = `looked at ${count(looked, 'load balancer')}`;
  const would = isNothing ? 'sync would change nothing' : `sync would change ${count(changes, 'name')}`;
  if (unseen === 0) return `${seen}: ${would}`;
  return `${seen}, and NOT at everything (${unseen} told in notLookedAt): of what was seen, ${would}`;
}

function tellName(
  key: NameKey,
  { decision, transitions }: Decided,
  unread: ReadonlySet<NameKey>,
): PlannedName {
  const { zoneId, host } = splitNameKey(key);
  const { changes, harm } = decision;
  return {
    name: host,
    zone: zoneId,
    ...(!isEmpty(changes) && { would: describeDifference(changes) }),
    ...(unread.has(key) && { readFirst: true as const }),
    ...(harm !== undefined && { harm }),
    outcomes: transitions.map(({ lb, outcome, reason }) => ({ loadBalancer: lb, outcome, reason })),
  };
}
