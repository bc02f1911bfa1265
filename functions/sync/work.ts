import { moreTelling } from '../../shared/events/cause.ts';
import type { Cause, Hint, LoadBalancerHint } from '../../shared/events/hint.ts';
import type { FreezeRow } from '../../shared/ledger/freeze-row.ts';
import { type NameKey, nameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import type { NameInput } from '../../shared/plan/name-input.ts';

/** A hint with the time at which it was queued, epoch ms: looks and surveys that serve it begin later. */
export interface QueuedHint {
  readonly hint: Hint;
  readonly queuedAt: number;
}

export interface LoadBalancerWork {
  readonly hints: readonly LoadBalancerHint[];
  /** A survey that began then or later serves all the hints, epoch ms. */
  readonly freshSince: number;
}

/** A name to be read in Route 53 before it is decided. */
export type NameWork = Pick<NameInput, 'refusal' | 'tried' | 'hinted' | 'retry'>;

/** What one round goes through. */
export interface Work {
  readonly loadBalancers: ReadonlyMap<LoadBalancerId, LoadBalancerWork>;
  readonly names: ReadonlyMap<NameKey, NameWork>;
  /** What is behind the work, for the log and the ledger. */
  readonly causes: ReadonlyMap<LoadBalancerId | NameKey, Cause>;
  /** When a load balancer or name was first hinted, epoch ms. */
  readonly hintedAt: ReadonlyMap<LoadBalancerId | NameKey, number>;
  /** What operators had stopped when the run began. */
  readonly freezes?: FreezeRow | undefined;
  /** Why the round before could not finish, if it was not that others wrote the same rows. */
  readonly because?: Error | undefined;
}

/** What a round could not finish. */
export interface Outstanding {
  /** To be looked at again in the next round. */
  readonly loadBalancers: Set<LoadBalancerId>;
  /** To be read and decided again in the next round. */
  readonly names: Map<NameKey, NameWork>;
  /** To be looked at in the next round though no hint asked for it, because of another's. */
  readonly others: Map<LoadBalancerId, { readonly freshSince: number; readonly cause: Cause }>;
  /** Not to be had in this run: their hints go back to the queue. */
  readonly failed: Map<LoadBalancerId | NameKey, Error>;
  /** Of calls whose outcome is not known, so that something is outstanding. */
  readonly lost: Error[];
}

export function workOf(queued: readonly QueuedHint[]): Work {
  const loadBalancers = new Map<LoadBalancerId, LoadBalancerWork>();
  const names = new Map<NameKey, NameWork>();
  const causes = new Map<LoadBalancerId | NameKey, Cause>();
  const hintedAt = new Map<LoadBalancerId | NameKey, number>();
  for (const { hint, queuedAt } of queued) {
    const subject = subjectOf(hint);
    causes.set(subject, moreTelling(causes.get(subject) ?? hint.cause, hint.cause));
    hintedAt.set(subject, Math.min(hintedAt.get(subject) ?? queuedAt, queuedAt));
    if (hint.kind === 'name') {
      const key = nameKey(hint.zoneId, hint.host);
      const retry = hint.retry === true || names.get(key)?.retry === true;
      names.set(key, { hinted: true, ...(retry && { retry }) });
      continue;
    }
    const known = loadBalancers.get(hint.id);
    loadBalancers.set(hint.id, {
      hints: [...(known?.hints ?? []), hint],
      freshSince: Math.max(known?.freshSince ?? 0, hint.notBefore ?? queuedAt),
    });
  }
  return { loadBalancers, names, causes, hintedAt };
}

export function subjectOf(hint: Hint): LoadBalancerId | NameKey {
  return hint.kind === 'name' ? nameKey(hint.zoneId, hint.host) : hint.id;
}

const UNKNOWN: Cause = { event: 'unknown', eventId: 'unknown', at: 'unknown' };

/** What led to a decision that rests on these load balancers and names: of those that were hinted, what tells most. */
export function causeOf({ causes }: Work, subjects: readonly (LoadBalancerId | NameKey)[]): Cause {
  const hinted = subjects.flatMap((subject) => causes.get(subject) ?? []);
  return hinted.length === 0 ? UNKNOWN : hinted.reduce(moreTelling);
}

export function nothingOutstanding(): Outstanding {
  return { loadBalancers: new Set(), names: new Map(), others: new Map(), failed: new Map(), lost: [] };
}

type Rests = ReadonlyMap<NameKey, { readonly looks: readonly LoadBalancerId[] }>;

/** Names to be read and decided again, on fresh looks at the load balancers that they rested on. */
export function redoNames(
  keys: readonly NameKey[],
  decided: Rests,
  outstanding: Outstanding,
  refusal?: NameWork['refusal'],
): void {
  for (const key of keys) {
    for (const id of decided.get(key)?.looks ?? []) outstanding.loadBalancers.add(id);
    outstanding.names.set(key, refusal ? { refusal } : {});
  }
}

/** A name that is decided together with load balancers that this run has not looked at yet. */
export function lookFirst(
  key: NameKey,
  others: readonly LoadBalancerId[],
  looks: readonly LoadBalancerId[],
  work: Work,
  now: number,
  outstanding: Outstanding,
): void {
  const cause = causeOf(work, [...looks, key]);
  const own = work.names.get(key);
  for (const id of others) outstanding.others.set(id, { freshSince: now, cause });
  for (const id of looks) outstanding.loadBalancers.add(id);
  outstanding.names.set(key, { ...own, tried: new Set([...(own?.tried ?? []), ...others]) });
}

/** Names that cannot be had now: whoever was looked at for them goes back to the queue, with its other names done. */
export function failNames(
  keys: readonly NameKey[],
  decided: Rests,
  outstanding: Outstanding,
  error: Error,
): void {
  for (const key of keys) {
    for (const id of decided.get(key)?.looks ?? []) outstanding.failed.set(id, error);
    outstanding.failed.set(key, error);
  }
}

/**
 * The work of the next round: what is outstanding. A load balancer whose hint goes back because of one name is looked at
 * all the same for the others: a name decided without it would only ask for it again.
 */
export function nextWork(work: Work, { loadBalancers, names, others, failed, lost }: Outstanding): Work {
  const joining = [...others].map(([id, { freshSince }]) => [id, { hints: [], freshSince }] as const);
  const causes = [...others].map(([id, { cause }]) => [id, cause] as const);
  const again = [...work.loadBalancers].filter(([id]) => loadBalancers.has(id));
  return {
    ...work,
    loadBalancers: new Map<LoadBalancerId, LoadBalancerWork>([...joining, ...again]),
    names: new Map(
      [...names].flatMap(([key, next]) =>
        failed.has(key) ? [] : [[key, { ...askedOf(work.names.get(key), next), ...next }]],
      ),
    ),
    causes: new Map([...causes, ...work.causes]),
    because: lost.at(-1),
  };
}

/** Who asked about a name itself has all of it tried, in each round until that is done; but not what was refused since. */
function askedOf(before: NameWork | undefined, { refusal }: NameWork): NameWork {
  if (before === undefined || refusal !== undefined) return {};
  const { hinted, retry } = before;
  return { ...(hinted !== undefined && { hinted }), ...(retry !== undefined && { retry }) };
}

export function isDone({ loadBalancers, names }: Work): boolean {
  return loadBalancers.size === 0 && names.size === 0;
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A port failed without an error', { cause: error });
}
