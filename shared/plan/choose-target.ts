import type { NameRow, Pending, StandingSet } from '../ledger/rows.ts';
import type { LoadBalancerId } from '../load-balancers/load-balancer.ts';
import { mostSets, policyOf } from '../records/coexistence.ts';
import type { RecordSet } from '../records/record-set.ts';
import { sameRecordSets } from '../records/same-record-set.ts';
import { fitsOneBatch } from './batch-limits.ts';
import { type Difference, difference, isEmpty, without } from './difference.ts';
import { isStillShut } from './gates.ts';
import type { LiveClaim } from './merge-claims.ts';
import type { NameInput } from './name-input.ts';
import { isInQuarantine } from './quarantine.ts';
import { fitsQuota } from './quota-share.ts';
import { isAwaited, isWaitedFor } from './rank-claims.ts';
import type { Shared } from './share-name.ts';
import { clashOf, isSamePlace, type Slot, slotOf } from './slot.ts';

export interface Target {
  /** What should stand, and for whom. */
  readonly sets: readonly StandingSet[];
  /** Claims that are decided by this run: their own records, and nothing else of theirs, are in `sets`. */
  readonly decided: ReadonlySet<LiveClaim>;
  /** Would be written but for a survey that is too old. */
  readonly askSurvey: readonly LoadBalancerId[];
  /** Could be written and is left to a run of its own. */
  readonly left: readonly LoadBalancerId[];
}

/**
 * What should stand at the name, as far as this run may decide it: for claims whose load balancers it looked at itself.
 * Everything else stays, and somebody is hinted.
 */
export function chooseTarget(
  input: NameInput,
  row: NameRow,
  claims: readonly LiveClaim[],
  shared: Shared,
): Target {
  const { sharing, hopeless, barred, slotFor } = shared;
  const isPending = (claim: LiveClaim, wanted = claim.records) => isStillPending(claim, wanted, input);
  const written = sharing.filter(
    (claim) =>
      claim.observed && !claim.missing && claim.stays !== true && !hopeless.has(claim) && !isPending(claim),
  );
  const stale = written.filter((claim) => !claim.ready && isNew(claim, row, sharing));
  const ready = withoutIntruders(
    written.filter((claim) => !stale.includes(claim)),
    shared,
    row.standing,
  );
  const going = claims.filter((claim) => claim.due && !isPending(claim, []));
  const awaited = claims.filter((claim) => isAwaited(claim, input.now));
  const living = [...sharing.filter((claim) => !hopeless.has(claim)), ...awaited];
  // Whom somebody's record keeps out takes nobody's place.
  const successors = living.filter((claim) => !barred.has(claim));
  const isKept = (leaver: LiveClaim, slot: Slot) =>
    successors.some((claim) => isSamePlace(slotFor(claim), slot) && isWaitedFor(claim, leaver, input.now));
  const targetFor = (writers: readonly LiveClaim[], leaving = going) =>
    targetOf(row.standing, writers, leaving, living, isKept);

  const writers = asManyAsFit(input, row.standing, ready, targetFor);
  // After a refusal nobody's end hangs on what was refused.
  const isAlone = input.refusal !== undefined && adds(row.standing, targetFor(writers, []));
  const leaving = isAlone ? [] : going;
  const decided = new Set([...writers, ...leaving]);
  return {
    sets: targetFor(writers, leaving),
    decided,
    askSurvey: stale.filter(({ hindrance }) => hindrance === undefined).map(({ lb }) => lb),
    left: [...ready, ...going].filter((claim) => !decided.has(claim)).map(({ lb }) => lb),
  };
}

/**
 * Who may not take a living holder's place may stand beside one who takes it: where that one is not written in this run,
 * the holder stays.
 */
function withoutIntruders(
  writers: readonly LiveClaim[],
  { aside, waiting, slotFor }: Shared,
  standing: readonly StandingSet[],
): readonly LiveClaim[] {
  const losing = new Set([...waiting.keys()].map(({ lb }) => lb));
  const taking = writers.filter((claim) => !aside.has(claim)).map(slotFor);
  const open = standing.filter(
    ({ lb, set }) => losing.has(lb) && !taking.some((slot) => clashOf(slot, slotOf([set])) !== undefined),
  );
  return writers.filter(
    (claim) =>
      !aside.has(claim) ||
      !open.some(({ lb, set }) => lb !== claim.lb && clashOf(slotFor(claim), slotOf([set])) !== undefined),
  );
}

/**
 * Whether what was refused or held back before is still just that, so that Route 53 need not be asked again. A read has
 * all of it tried, but for what is in quarantine.
 */
export function isStillPending(
  { pending }: { readonly pending?: Pending | undefined },
  wanted: readonly RecordSet[],
  { listing, gates, retry, now }: Pick<NameInput, 'listing' | 'gates' | 'retry' | 'now'>,
): boolean {
  if (pending === undefined || !sameRecordSets(pending.wanted, wanted)) return false;
  if (pending.outcome === 'quarantined') return retry !== true && isInQuarantine(pending, now);
  return listing === undefined && (pending.outcome === 'refused' || isStillShut(gates, pending));
}

/** Nothing of it stands yet, or it takes the place of one that loses it: then an old survey is not enough. */
function isNew(claim: LiveClaim, { standing }: NameRow, sharing: readonly LiveClaim[]): boolean {
  const own = standing.filter(({ lb }) => lb === claim.lb);
  const slot = slotOf(claim.records);
  const keeping = new Set(sharing.map(({ lb }) => lb));
  const isTaking = standing.some(
    ({ lb, set }) => !keeping.has(lb) && clashOf(slot, slotOf([set])) !== undefined,
  );
  return (own.length === 0 || isTaking) && !sameRecordSets(own.map(toSet), claim.records);
}

function targetOf(
  standing: readonly StandingSet[],
  writers: readonly LiveClaim[],
  going: readonly LiveClaim[],
  living: readonly LiveClaim[],
  isKept: (leaver: LiveClaim, slot: Slot) => boolean,
): readonly StandingSet[] {
  const written = writers.flatMap(({ lb, records }) => records.map((set) => ({ set, lb })));
  const writing = new Set(writers.map(({ lb }) => lb));
  const slots = writers.map(({ records }) => slotOf(records));
  const leaving = new Map(going.map((claim) => [claim.lb, claim]));
  const staying = standing.filter(({ set, lb }) => {
    const slot = slotOf([set]);
    if (writing.has(lb) || slots.some((other) => clashOf(slot, other) !== undefined)) return false;
    // A set that somebody living waits for stays until that one's own run replaces it.
    const leaver = leaving.get(lb);
    return leaver === undefined || isKept(leaver, slot);
  });
  const target = withinRoom(written, staying, living);
  // So does the last of ours, whatever shape the one who waits asks for.
  return target.length === 0 && living.length > 0 ? lastOf(standing) : target;
}

/** Where all go at once it is as if they went one by one: one of them is the last, with as many types as there are. */
function lastOf(standing: readonly StandingSet[]): readonly StandingSet[] {
  const owners = [...Map.groupBy(standing, ({ lb }) => lb).values()];
  return owners.reduce<readonly StandingSet[]>((last, own) => (own.length > last.length ? own : last), []);
}

/** Where the name is full, sets of load balancers that are gone make room for those of the living. */
function withinRoom(
  written: readonly StandingSet[],
  staying: readonly StandingSet[],
  living: readonly LiveClaim[],
): StandingSet[] {
  const alive = new Set(living.map(({ lb }) => lb));
  const target = [...written, ...staying];
  const isOver = ({ set }: StandingSet): boolean =>
    target.filter((other) => other.set.type === set.type).length > mostSets(policyOf(set));
  for (const entry of staying)
    if (!alive.has(entry.lb) && isOver(entry)) target.splice(target.indexOf(entry), 1);
  return target;
}

/**
 * Those of them, first come first, whose changes fit one batch: the records of a name change together or not at all.
 * After a refusal the first one that adds something alone, so that nobody suffers for another's settings.
 */
function asManyAsFit(
  input: NameInput,
  standing: readonly StandingSet[],
  ready: readonly LiveClaim[],
  targetFor: (writers: readonly LiveClaim[]) => readonly StandingSet[],
): readonly LiveClaim[] {
  if (input.refusal) {
    const changing = ready.filter((claim) => !isEmpty(difference(standing, targetFor([claim]))));
    const first = changing.find((claim) => adds(standing, targetFor([claim])));
    return first === undefined
      ? ready
      : ready.filter((claim) => claim === first || !changing.includes(claim));
  }
  let fitting = ready;
  const fits = (changes: Difference) => fitsOneBatch(changes) && fitsQuota(changes, input.quota);
  while (fitting.length > 1 && !fits(difference(standing, targetFor(fitting))))
    fitting = fitting.slice(0, -1);
  return fitting;
}

function adds(standing: readonly StandingSet[], target: readonly StandingSet[]): boolean {
  return without(target, standing).length > 0;
}

const toSet = ({ set }: StandingSet): RecordSet => set;
