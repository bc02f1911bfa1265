import { expect } from 'vitest';
import type { Claim, StandingSet } from '../../../../shared/ledger/rows.ts';
import type { LoadBalancerId } from '../../../../shared/load-balancers/load-balancer.ts';
import { batchSize } from '../../../../shared/plan/batch-limits.ts';
import { decideName } from '../../../../shared/plan/decide-name.ts';
import { isEmpty } from '../../../../shared/plan/difference.ts';
import { clashOf, slotOf } from '../../../../shared/plan/slot.ts';
import type { RecordSet } from '../../../../shared/records/record-set.ts';
import {
  canonical,
  describeRecordSet,
  recordSetKey,
  sameRecordSets,
} from '../../../../shared/records/same-record-set.ts';
import { packBatches } from '../../../../shared/route53/pack-batches.ts';
import { rightTo } from './outranks.ts';
import type { Round } from './run.ts';
import { KEY, type World } from './world.ts';
import { NO_HEALTH_CHECK, setsBy } from './zone.ts';

const UNBOUND_LIFE = 3_600_000;

/** What holds of every decision that was carried out, whatever happened before. Throws. */
export function expectSafe(world: World, round: Round): void {
  expectOnlyOurs(world, round);
  expectOnlyForThoseLookedAt(round);
  expectNobodyMoved(world, round);
  expectNoGap(round);
  expectRead(round);
  expectTaken(world, round);
  expectHinted(round);
}

const texts = (sets: readonly Parameters<typeof canonical>[0][]) => new Set(sets.map(canonical));

/** No foreign record in any plan, and none joined by a further set of its type. */
function expectOnlyOurs({ zone }: World, { decision, before, answer, input }: Round): void {
  const foreign = setsBy(zone, 'them');
  const { deletes, creates } = decision.changes;
  for (const set of deletes)
    expect(texts(foreign).has(canonical(set)), `deletes ${describeRecordSet(set)}`).toBe(false);
  const known = new Set(decision.announced.standing.map(({ set }) => recordSetKey(set)));
  if (input.listing === undefined || answer === 'half') return;
  for (const set of creates) {
    const isJoining = !known.has(recordSetKey(set)) && foreign.some(({ type }) => type === set.type);
    expect(isJoining, `joins ${describeRecordSet(set)}; ${before.map(describeRecordSet)}`).toBe(false);
  }
}

/** What is written is for load balancers of this run; what else goes cannot stand beside it. */
function expectOnlyForThoseLookedAt({ input, decision }: Round): void {
  const observed = new Set(input.observations.map(({ id }) => id));
  const { deletes, creates } = decision.changes;
  const owned = (sets: readonly StandingSet[], set: StandingSet['set']) =>
    sets.find((entry) => canonical(entry.set) === canonical(set))?.lb;
  const theirs = decision.row.standing.filter(({ lb }) => observed.has(lb));
  const slots = theirs.map(({ set }) => slotOf([set]));
  for (const set of creates) expect(observed).toContain(owned(decision.row.standing, set));
  for (const set of deletes) {
    const owner = owned(decision.announced.standing, set);
    if (owner !== undefined && observed.has(owner)) continue;
    expect(
      slots.some((slot) => clashOf(slot, slotOf([set])) !== undefined),
      `${describeRecordSet(set)} of ${owner} could stay`,
    ).toBe(true);
  }
}

/**
 * A living holder that keeps what it has, or whose settings are refused, loses what stands of it only to one that is
 * ready, comes before it, and was looked at together with it.
 */
function expectNobodyMoved(world: World, round: Round): void {
  const { input, decision } = round;
  const deletes = texts(decision.changes.deletes);
  const creates = texts(decision.changes.creates);
  const created = decision.row.standing.filter(({ set }) => creates.has(canonical(set)));
  for (const claim of Object.values(input.row.claims)) {
    const own = decision.announced.standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
    const lost = own.filter((set) => deletes.has(canonical(set)));
    const look = input.observations.find(({ id }) => id === claim.lb);
    const ask = look ? look.asks.get(KEY) : undefined;
    const isRefused = look ? ask?.check.kind === 'refused' : claim.stays === true;
    const isKept = look
      ? ask !== undefined && ask.check.kind !== 'unserved' && sameRecordSets(ask.records, own)
      : claim.missing === undefined && sameRecordSets(claim.records, own);
    if (!(isRefused || isKept)) continue;
    const { claims } = decision.announced;
    const holder = Object.values(claims).find(({ lb }) => lb === claim.lb) ?? claim;
    for (const set of lost) {
      const takers = created.filter(
        ({ set: other }) => clashOf(slotOf([other]), slotOf([set])) !== undefined,
      );
      // One that may is enough: others who can stand beside it come along.
      const rights = takers.map(({ lb }) => {
        const taker = Object.values(claims).find((each) => each.lb === lb);
        return taker && rightTo(world, input, set.setId, taker, holder);
      });
      expect(
        rights.some((right) => right !== undefined),
        `${takers.map(({ lb }) => lb)} move ${claim.lb} out of ${describeRecordSet(set)}`,
      ).toBe(true);
      const wasTried = look !== undefined || input.tried?.has(claim.lb) === true;
      expect(wasTried, `${claim.lb} is moved unseen`).toBe(true);
    }
  }
}

const isLiving = (claim: Claim, now: number) =>
  claim.missing?.final !== true &&
  (claim.unboundSince === undefined || now - claim.unboundSince < UNBOUND_LIFE) &&
  claim.pending === undefined;

/** A name with a record of ours and a living claimant has one after the batch. */
function expectNoGap({ input, decision }: Round): void {
  if (isEmpty(decision.changes)) return;
  const living = Object.values(decision.row.claims).filter((claim) => isLiving(claim, input.now));
  if (decision.announced.standing.length > 0 && living.length > 0)
    expect(decision.row.standing, `gap for ${living.map(({ lb }) => lb)}`).not.toEqual([]);
}

/** What differs from all that stands in more than its value is written only on a read of the name. */
function expectRead({ input, decision }: Round): void {
  if (input.listing !== undefined) return;
  const known = new Set(decision.announced.standing.map(({ set }) => membersBesideValue(set)));
  for (const set of decision.changes.creates) expect(known, 'not read').toContain(membersBesideValue(set));
}

function membersBesideValue({ type, setId, routing, ttl }: RecordSet): string {
  const { weight: _, bias: __, ...place } = { weight: 0, bias: 0, ...routing };
  return JSON.stringify([type, setId, place, routing?.policy === 'weighted' ? ttl : '']);
}

/** Route 53 takes what was decided on what truly stands, in one batch; its DELETEs are what stands, member by member. */
function expectTaken({ zone }: World, { input, decision, answer, message, before }: Round): void {
  const { changes, announced } = decision;
  if (isEmpty(changes)) return;
  for (const set of changes.deletes) expect(announced.standing.map((entry) => entry.set)).toContainEqual(set);
  const { elements, characters } = batchSize(changes);
  expect(elements).toBeLessThanOrEqual(1000);
  expect(characters).toBeLessThanOrEqual(32_000);
  expect(packBatches([{ key: KEY, host: 'a.example.com', ...changes }])).toHaveLength(1);
  const ours = before.filter((set) => !texts(setsBy(zone, 'them')).has(canonical(set)));
  const isTrue =
    input.listing !== undefined ||
    sameRecordSets(
      ours,
      announced.standing.map(({ set }) => set),
    );
  if (isTrue) for (const set of changes.deletes) expect(before).toContainEqual(set);
  const isHidden = changes.creates.some(({ healthCheckId }) => healthCheckId === NO_HEALTH_CHECK);
  if (answer === 'refused' && isTrue && !isHidden) expect.fail(`Route 53 refuses it: ${message}`);
}

/** Whoever should stand and does not is hinted, unless it is refused, held back or waits for its survey. */
function expectHinted({ input, decision, answer }: Round): void {
  if (answer === 'refused' || answer === 'half') return;
  const { row, follow, askSurvey } = decision;
  const hinted = new Set<LoadBalancerId>([...follow, ...askSurvey]);
  const observed = new Set(input.observations.map(({ id }) => id));
  // Nobody would be hinted by the row as it is now who is not hinted by what made it so.
  const { listing: _, refusal: __, ...rest } = input;
  const again = decideName({ ...rest, mustRead: false, hinted: false, retry: false, row, observations: [] });
  const leaving = new Set(Object.values(row.claims).flatMap(({ lb, missing }) => (missing ? lb : [])));
  // No further look helps one whose cluster cannot judge it, until its survey says otherwise.
  const unjudged = new Set(
    input.observations.filter(({ asks }) => asks.get(KEY)?.check.kind === 'unbound').map(({ id }) => id),
  );
  // Who waits for one that is hinted has its turn by that one's run.
  const queueing = new Set(
    Object.values(row.claims).flatMap(({ lb, outcome, reason }) =>
      outcome === 'waiting' && [...hinted].some((other) => other !== lb && reason.includes(other))
        ? [lb]
        : [],
    ),
  );
  for (const lb of again.follow)
    if (!(queueing.has(lb) || unjudged.has(lb) || (observed.has(lb) && leaving.has(lb))))
      expect(hinted, `${lb} would be hinted by the row`).toContain(lb);
  for (const claim of Object.values(row.claims)) {
    const own = row.standing.filter(({ lb }) => lb === claim.lb).map(({ set }) => set);
    const isWritten = sameRecordSets(own, claim.records);
    const isOpen = /^being written|(^|and is )about to be/.test(claim.reason);
    if (isWritten && claim.outcome === 'published')
      expect(claim.pending, 'nothing is pending').toBeUndefined();
    if (claim.outcome === 'published' && !isWritten && claim.pending === undefined && !claim.missing)
      expect(observed.has(claim.lb) || hinted.has(claim.lb), `${claim.lb} published, unwritten`).toBe(true);
    if (claim.outcome === 'waiting' && (isOpen || claim.reason.startsWith('a fresh survey')))
      expect(hinted, `${claim.lb} is open: ${claim.reason}`).toContain(claim.lb);
  }
}
