import { expect } from 'vitest';
import type { Claim, NameRow } from '../../../../shared/ledger/rows.ts';
import { isEmpty } from '../../../../shared/plan/difference.ts';
import { clashOf, slotOf } from '../../../../shared/plan/slot.ts';
import { canonical, sameRecordSets } from '../../../../shared/records/same-record-set.ts';
import { rightTo } from './outranks.ts';
import type { Round } from './run.ts';
import { recordsOf } from './wishes.ts';
import type { World } from './world.ts';
import { setsBy } from './zone.ts';

/** What holds once everybody was looked at often enough and nobody interferes any more. Throws. */
export function expectSettled(world: World): void {
  const { row, balancers, zone } = world;
  const claims = Object.values(row.claims);
  const ours = setsBy(zone, 'us').map(canonical).sort();
  expect(row.standing.map(({ set }) => canonical(set)).sort(), 'the row and the zone').toEqual(ours);
  expect(row.doubt).toBe(false);
  for (const [id, { asks, gone, name }] of balancers) {
    const claim = claims.find(({ lb }) => lb === id);
    const own = row.standing.filter(({ lb }) => lb === id).map(({ set }) => set);
    const kind = gone ? undefined : asks?.check.kind;
    if (kind === undefined || kind === 'unserved') {
      expect(own, `${id} asks for nothing`).toEqual([]);
      continue;
    }
    if (asks === undefined || kind !== 'ready') continue;
    const wanted = recordsOf(name, asks.wish);
    expect(claim, `${id} has a claim`).toBeDefined();
    if (claim === undefined) continue;
    expect(sameRecordSets(claim.records, wanted), `${id} is known as it asks`).toBe(true);
    if (claim.pending) continue;
    if (claim.outcome === 'published')
      expect(sameRecordSets(own, wanted), `${id} stands as it asks`).toBe(true);
    else expectWaits(claim, world);
  }
}

/** Somebody alive holds what it asks for, and its reason says who: nobody waits for one who has nothing. */
function expectWaits(claim: Claim, world: World): void {
  const { row, balancers } = world;
  expect(claim.outcome, `${claim.lb}: ${claim.reason}`).toBe('waiting');
  const behind = Object.values(row.claims).find(
    ({ lb }) => lb !== claim.lb && claim.reason.split(/[ ;]/).includes(lb),
  );
  expect(behind, claim.reason).toBeDefined();
  if (behind === undefined) return;
  expect(balancers.get(behind.lb)?.gone).toBe(false);
  const held = row.standing.filter(({ lb }) => lb === behind.lb).map(({ set }) => set);
  expect(held, `${claim.lb} waits for one that has nothing`).not.toEqual([]);
  const slot = slotOf(held);
  expect(clashOf(slotOf(claim.records), slot), `${claim.lb} waits for no reason`).toBeDefined();
  expect(
    mayHaveAll(claim, world),
    `${claim.lb} waits and comes before all in its place: ${claim.reason}`,
  ).toBe(false);
}

/** Whether it has a right to every set that stands where it would. */
function mayHaveAll(claim: Claim, world: World): boolean {
  const claims = Object.values(world.row.claims);
  return world.row.standing
    .filter(({ set }) => clashOf(slotOf(claim.records), slotOf([set])) !== undefined)
    .every(({ set, lb }) => {
      const holder = claims.find((each) => each.lb === lb);
      return holder && rightTo(world, world, set.setId, claim, holder);
    });
}

const withoutRev = ({ rev: _, ...row }: NameRow) => row;

/** A further run over it changes nothing, writes nothing and hints nobody who was not looked at. */
export function expectStill(rounds: readonly Round[]): void {
  for (const { decision, input } of rounds) {
    expect(isEmpty(decision.changes), 'a further round sends').toBe(true);
    const looked = input.observations.map(({ id }) => id);
    expect(decision.follow, `a further round of ${looked} hints`).toEqual([]);
    expect(withoutRev(decision.row), `a further round of ${looked} writes the row`).toEqual(
      withoutRev(input.row),
    );
  }
}
