import type { NameKey } from '../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../shared/load-balancers/load-balancer.ts';
import { changeTokens } from '../../shared/plan/changes.ts';
import { outOfQuota } from '../../shared/quota/write-tokens.ts';
import type { Settings } from '../../shared/settings.ts';
import { accountOf } from '../../shared/zones/account-of.ts';
import { type Batch, batchesOf } from './batches.ts';
import type { Decided } from './decide.ts';
import type { Looked } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { asError, failNames, type Outstanding, type Work } from './work.ts';

/** Milliseconds that a run waits for those who booked before it; then its hints wait in the queue instead. */
const PATIENCE = 10_000;
/** What must be left of the invocation when the last batch goes: for that, and for all that comes after. */
const RESERVE = 30_000;

/** A batch with tokens for one request: from when on it may be sent, epoch ms. */
export interface BookedBatch extends Batch {
  readonly from: number;
}

export interface Booked {
  /** Names of which nothing is to be sent, or all. */
  readonly decided: ReadonlyMap<NameKey, Decided>;
  readonly looked: ReadonlyMap<LoadBalancerId, Looked>;
  readonly batches: readonly BookedBatch[];
}

/**
 * The rest of step 3: tokens for all that this run will send, before any of it is announced. Who was hinted first comes
 * first. What gets none leaves the run: nothing of it is announced, its hints go back to the queue and come again about
 * when there should be tokens.
 */
export async function bookQuota(
  work: Work,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
  decided: ReadonlyMap<NameKey, Decided>,
  ports: Ports,
  run: Run,
  settings: Settings,
  outstanding: Outstanding,
): Promise<Booked> {
  const batches = batchesOf(decided, firstHintedFirst(decided, work), settings);
  const accounts = Map.groupBy(batches, ({ zone }) => accountOf(zone, ''));
  const booked: BookedBatch[] = [];
  const without = new Set<NameKey>();
  for (const own of accounts.values()) {
    const answer = await bookAll(own, ports, run);
    for (const [at, batch] of own.entries()) {
      const from = answer.from[at];
      if (from !== undefined) booked.push({ ...batch, from });
      else {
        const keys = batch.names.map(({ key }) => key);
        failNames(keys, decided, outstanding, answer.whyNot(at));
        for (const key of keys) without.add(key);
      }
    }
  }
  if (without.size === 0) return { decided, looked, batches: booked };
  const left = new Map([...decided].filter(([key]) => !without.has(key)));
  return { decided: left, looked: looksFor(left, decided, without, looked), batches: booked };
}

interface Answer {
  readonly from: readonly number[];
  readonly whyNot: (at: number) => Error;
}

async function bookAll(batches: readonly Batch[], ports: Ports, run: Run): Promise<Answer> {
  const [first] = batches;
  if (first === undefined) return { from: [], whyNot: asError };
  const now = run.now();
  const ahead = { turnBy: now + PATIENCE, readyBy: now + run.remaining() - RESERVE };
  const changes = batches.map(({ names }) => names.reduce((sum, each) => sum + changeTokens(each), 0));
  try {
    const { from, later } = await ports.bookTokens(first.zone, changes, ahead, run);
    return { from, whyNot: (at) => outOfQuota(later[at - from.length] ?? now, run.now()) };
  } catch (error) {
    return { from: [], whyNot: () => asError(error) };
  }
}

function firstHintedFirst(decided: ReadonlyMap<NameKey, Decided>, { hintedAt }: Work): NameKey[] {
  const since = new Map<NameKey, number>();
  for (const [key, { looks }] of decided) {
    const times = [key, ...looks].map((subject) => hintedAt.get(subject) ?? Number.POSITIVE_INFINITY);
    since.set(key, Math.min(...times));
  }
  const at = (key: NameKey) => since.get(key) ?? 0;
  return [...decided.keys()].sort((a, b) => (at(a) === at(b) ? Number(a > b) || -1 : at(a) - at(b)));
}

/**
 * Load balancers of which nothing is left to write wait with their names: their hints come back, and those who got
 * tokens need not wait for their commits.
 */
function looksFor(
  left: ReadonlyMap<NameKey, Decided>,
  decided: ReadonlyMap<NameKey, Decided>,
  without: ReadonlySet<NameKey>,
  looked: ReadonlyMap<LoadBalancerId, Looked>,
): ReadonlyMap<LoadBalancerId, Looked> {
  const waiting = new Set([...without].flatMap((key) => decided.get(key)?.looks ?? []));
  const writing = new Set([...left.values()].flatMap(({ isChanged, looks }) => (isChanged ? looks : [])));
  return new Map([...looked].filter(([id]) => writing.has(id) || !waiting.has(id)));
}
