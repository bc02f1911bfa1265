import type { NameKey } from '../../shared/ledger/rows.ts';
import type { Settings } from '../../shared/settings.ts';
import { bookQuota } from './book-quota.ts';
import { brake } from './brake.ts';
import { commit } from './commit.ts';
import { type Decided, decide } from './decide.ts';
import { followUp } from './follow-up.ts';
import { look } from './look.ts';
import type { Ports, Run } from './ports.ts';
import { send } from './send.ts';
import { settle } from './settle.ts';
import { stopAtNewer } from './stop-at-newer.ts';
import { tellDecisions } from './tell-decisions.ts';
import { tellDrift, tellFinds } from './tell-finds.ts';
import { trim } from './trim.ts';
import {
  asError,
  isDone,
  nextWork,
  nothingOutstanding,
  type Outstanding,
  type QueuedHint,
  subjectOf,
  type Work,
  workOf,
} from './work.ts';

/** A loser looks again; who loses that often meets more traffic than a retry of its message costs. */
const ROUNDS = 6;
/** A round that could not finish is not begun: milliseconds. */
const RESERVE = 20_000;

export interface FailedHint {
  readonly hint: QueuedHint;
  readonly error: Error;
}

/**
 * Looks at the hinted load balancers, decides the names they concern, and makes Route 53 follow. Returns the hints that
 * must come back. The steps and what each protects against: docs/design.md, "The one sequence".
 */
export async function sync(
  hints: readonly QueuedHint[],
  world: Ports,
  run: Run,
  settings: Settings,
): Promise<readonly FailedHint[]> {
  const { ports, met } = stopAtNewer(world);
  const failed = new Map<string, Error>();
  let work = await withFreezes(workOf(hints), ports, failed);
  for (let round = 1; !isDone(work); round += 1) {
    const newer = met();
    if (newer !== undefined) {
      giveUp(work, newer, failed);
      break;
    }
    if (round > ROUNDS || run.remaining() < RESERVE) {
      const cause = work.because ?? new Error('others wrote the same rows');
      giveUp(work, new Error(`Not finished after ${round - 1} rounds`, { cause }), failed);
      break;
    }
    work = await runRound(work, ports, run, settings, failed);
  }
  return hints.flatMap((hint) => {
    const error = failed.get(subjectOf(hint.hint));
    return error ? [{ hint, error }] : [];
  });
}

/** What is frozen is read once, before the first look: a freeze is heard by every run that begins after it. */
async function withFreezes(work: Work, ports: Ports, failed: Map<string, Error>): Promise<Work> {
  if (isDone(work)) return work;
  try {
    return { ...work, freezes: await ports.readFreezes() };
  } catch (error) {
    giveUp(work, asError(error), failed);
    return nextWork(work, nothingOutstanding());
  }
}

/** One time through the sequence; returns what must be gone through again. */
async function runRound(
  work: Work,
  ports: Ports,
  run: Run,
  settings: Settings,
  failed: Map<string, Error>,
): Promise<Work> {
  const outstanding = nothingOutstanding();
  try {
    const looked = await look(work, ports, run, settings, outstanding);
    const wanted = await decide(work, looked, ports, run, settings, outstanding);
    const braked = await brake(wanted, ports, run, settings, outstanding);
    const booked = await bookQuota(work, looked, braked, ports, run, settings, outstanding);
    const { decided } = booked;
    const committed = await commit(booked.looked, decided, ports, run, outstanding);
    const applied = await send(work, committed, booked, ports, run, settings, outstanding);
    const done = await settle(committed, decided, applied, ports, run, outstanding);
    keepToRead(work, decided, done, outstanding);
    tellDecisions(work, looked, committed, done, run);
    tellFinds(work, looked, committed, done, run);
    tellDrift(work, done, run);
    await followUp(work, looked, done, ports, run);
    await trim(looked, committed, done, ports, run);
  } catch (error) {
    giveUp(work, asError(error), failed);
    return nextWork(work, nothingOutstanding());
  }
  for (const [subject, error] of outstanding.failed) failed.set(subject, error);
  return nextWork(work, outstanding);
}

/** A name that was to be read and whose decision is not in the ledger is read again: the row alone does not ask for it. */
function keepToRead(
  work: Work,
  decided: ReadonlyMap<NameKey, Decided>,
  done: ReadonlyMap<NameKey, Decided>,
  { names }: Outstanding,
): void {
  for (const [key, asked] of work.names)
    if (decided.has(key) && !done.has(key) && !names.has(key)) names.set(key, asked);
}

function giveUp({ loadBalancers, names }: Work, error: Error, failed: Map<string, Error>): void {
  for (const subject of [...loadBalancers.keys(), ...names.keys()]) failed.set(subject, error);
}
